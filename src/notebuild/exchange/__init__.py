"""What goes to and comes from people who work in Word."""
