"""The server: hands the pages and the other deliverables to this machine, and tells them when to reload."""

from __future__ import annotations

import asyncio
import errno
import signal
import socket
import time
from functools import partial

import tornado.httpserver
import tornado.iostream
import tornado.netutil
import tornado.web

from notebuild.commands.names import chosen
from notebuild.core import formats, styles
from notebuild.core.problems import Location, NotebuildError, Problem
from notebuild.preview import building, pages, watching
from notebuild.preview.site import Site, address
from notebuild.render import templates
from notebuild.sources import project

HOME = "127.0.0.1"
NAMES = frozenset({HOME, "localhost", "::1"})
"""The names a browser on this machine may know us by; another one is another site's (DNS rebinding)."""

TRIES = 50
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline' data:; font-src data:; img-src data: 'self'; "
    "script-src 'self' {page}; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def own() -> str:
    """Return what allows the script of the pages themselves; where it cannot be read, nothing."""
    try:
        return templates.allowed(styles.text(styles.style("screen.js")).strip())
    except NotebuildError:
        return ""


class Handler(tornado.web.RequestHandler):
    """Answers this machine only, and tells browsers to run no script but the preview's own and that of the pages."""

    def initialize(self, site: Site) -> None:
        self.site = site

    def set_default_headers(self) -> None:
        self.set_header("Content-Security-Policy", POLICY.format(page=own()))
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cache-Control", "no-store")

    def prepare(self) -> None:
        if self.request.host_name.strip("[]") not in NAMES:
            raise tornado.web.HTTPError(403, reason="Host is not this machine")


class Files(Handler):
    """The pages and the other deliverables."""

    def get(self, path: str) -> None:
        page = self.site.page(path, last="last" in self.request.query)
        target = self.site.files().get(path)
        if page is not None:
            self.finish(page)
        elif self.site.is_address(path):
            self.set_status(404)
            self.finish(self.site.gone(path))
        elif target is None or not target.is_file():
            raise tornado.web.HTTPError(404)
        else:
            self.set_header("Content-Type", formats.of(target).media_type)
            self.finish(target.read_bytes())


class Script(Handler):
    """The script that reloads a page."""

    def get(self) -> None:
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.finish(pages.SCRIPT.read_bytes())


class Events(Handler):
    """Server-sent events (HTML, section 9.2): the stamp of a page, at once and after every build."""

    async def get(self) -> None:
        name = self.get_query_argument("page", "/")
        self.set_header("Content-Type", "text/event-stream")
        queue: asyncio.Queue[None] = asyncio.Queue()
        self.site.waiting.add(queue)
        try:
            while True:
                self.write(f"data: {self.site.stamp(name)}\n\n")
                await self.flush()
                await queue.get()
        except (tornado.iostream.StreamClosedError, asyncio.CancelledError):
            pass  # the page was left, or the server ends
        finally:
            self.site.waiting.discard(queue)


def sockets(port: int) -> list[socket.socket]:
    """Return sockets that listen on this port of the loopback, or on the next that is free.

    Raises NotebuildError where none is.
    """
    for number in range(port, min(port + TRIES, 65536)):
        try:
            return tornado.netutil.bind_sockets(number, HOME, family=socket.AF_INET)
        except OSError as fault:
            if fault.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
    raise NotebuildError(
        [Problem(Location(f"--port {port}"), "neither this port nor the next is free", "name another port")]
    )


def opened(name: str) -> str:
    """Return the path to open for a note or edition of this name, or for all where it is "".

    Raises NotebuildError with what is wrong.
    """
    jobs = list(project.every_job(project.house()))
    if not jobs:
        where = Location(project.MANUSCRIPT.as_posix())
        raise NotebuildError([Problem(where, "there is no note to show", "write manuscript/<note>/note.md")])
    pages = [job for job in jobs if "html" in job.formats]
    if not name:
        return address(pages[0]) if len(pages) == len(jobs) == 1 else "/"
    return address(chosen([name], pages, "edition with a web page")[0])


async def serve(name: str, port: int) -> None:
    """Serve, watch and build until SIGINT or SIGTERM; raises NotebuildError where that cannot begin."""
    path, site = opened(name), Site()
    site.show(site.build)
    listening = sockets(port)
    stop, saved = asyncio.Event(), asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    application = tornado.web.Application(
        [
            (r"/preview\.js", Script, {"site": site}),
            (r"/events", Events, {"site": site}),
            (r"(/.*)", Files, {"site": site}),
        ],
        log_function=lambda handler: None,
    )
    server = tornado.httpserver.HTTPServer(application)
    watcher = asyncio.create_task(watching.watch(saved))
    saved.set()
    rebuilder = asyncio.create_task(rebuild(site, saved, stop))
    server.add_sockets(listening)
    number = listening[0].getsockname()[1]
    taken = f" (port {port} is taken)" if number != port else ""
    print(f"http://{HOME}:{number}{path}{taken}\nCtrl-C ends it", flush=True)
    await stop.wait()
    server.stop()
    watcher.cancel()
    saved.set()
    await rebuilder


async def rebuild(site: Site, saved: asyncio.Event, stop: asyncio.Event) -> None:
    """Build after every save, one at a time; what is saved meanwhile is one more build."""
    loop, builder = asyncio.get_running_loop(), building.Builder()
    try:
        while True:
            await saved.wait()
            if stop.is_set():
                return
            saved.clear()
            started = time.perf_counter()
            build = await asyncio.to_thread(builder.build, partial(loop.call_soon_threadsafe, site.wake))
            site.show(build)
            outcome = pages.summary(build.problems) or "no problem"
            print(f"built in {time.perf_counter() - started:.1f} s: {outcome}", flush=True)
    finally:
        builder.close()


def run(name: str, port: int) -> None:
    """Run the preview to its end; raises NotebuildError where it cannot begin."""
    asyncio.run(serve(name, port))
