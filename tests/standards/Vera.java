import java.io.File;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Runs veraPDF's engine: PROFILE FILE [PROFILE FILE ...], profiles being ua1, 3a and so on.
 * Prints a line of JSON for each pair: whether the file conforms, how many assertions were
 * checked, and each rule that failed, how often and first where.
 */
public class Vera {
    static String quoted(String text) {
        String plain = text == null ? "" : text.replaceAll("[\\r\\n\\t]+", " ");
        return '"' + plain.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    static String judged(PDFAFlavour profile, File file) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, profile);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, false)) {
            ValidationResult result = validator.validate(parser);
            TreeMap<String, Integer> counts = new TreeMap<>();
            Map<String, String> first = new HashMap<>();
            for (TestAssertion one : result.getTestAssertions()) {
                if (one.getStatus() == TestAssertion.Status.FAILED) {
                    String rule = one.getRuleId().getClause() + "-" + one.getRuleId().getTestNumber();
                    counts.merge(rule, 1, Integer::sum);
                    first.putIfAbsent(rule, one.getMessage() + " @ " + one.getLocation().getContext());
                }
            }
            StringBuilder failed = new StringBuilder();
            counts.forEach((rule, count) -> failed.append(failed.length() > 0 ? "," : "")
                    .append("{\"rule\":").append(quoted(rule)).append(",\"count\":").append(count)
                    .append(",\"first\":").append(quoted(first.get(rule))).append("}"));
            return "{\"file\":" + quoted(file.getPath()) + ",\"profile\":" + quoted(profile.getId())
                    + ",\"compliant\":" + result.isCompliant()
                    + ",\"assertions\":" + result.getTotalAssertions() + ",\"failed\":[" + failed + "]}";
        }
    }

    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (int at = 0; at + 1 < arguments.length; at += 2) {
            PDFAFlavour profile = PDFAFlavour.byFlavourId(arguments[at]);
            System.out.println(judged(profile, new File(arguments[at + 1])));
        }
    }
}
