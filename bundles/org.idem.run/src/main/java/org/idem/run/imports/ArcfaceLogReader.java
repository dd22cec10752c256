package org.idem.run.imports;

import java.io.IOException;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * arcface_torch's {@code training.log}: {@code Speed 3289.51 samples/sec Loss 42.4932 LearningRate 0.1000 Epoch: 0 Global
 * Step: 100 Fp16 Grad Scale: 65536} and {@code [lfw][2000]Accuracy-Flip: 0.99650+-0.00320}.
 */
final class ArcfaceLogReader {
    private static final String NUMBER = "([-+.\\w]+)";
    private static final Pattern TIME = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d)");
    private static final Pattern STEP = Pattern.compile("Speed\\s+" + NUMBER + "\\s+samples/sec\\s+Loss\\s+" + NUMBER
            + "(?:\\s+LearningRate\\s+" + NUMBER + ")?.*?Global Step:\\s*(\\d+)(?:\\s+Fp16 Grad Scale:\\s*" + NUMBER
            + ")?");
    private static final Pattern VERIFICATION = Pattern.compile(
            "\\[([^\\]\\[]{1,100})\\]\\[(\\d{1,15})\\](XNorm|Accuracy-Flip|Accuracy-Highest):\\s*" + NUMBER);
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final ForeignMetrics into;

    private ArcfaceLogReader(ForeignMetrics into) {
        this.into = into;
    }

    /** Whether a line of a log is such a one's. */
    static boolean isOne(String line) {
        return STEP.matcher(line).find() || VERIFICATION.matcher(line).find();
    }

    static void read(Path file, ForeignMetrics into) throws IOException {
        TextLines.read(file, new ArcfaceLogReader(into)::line);
    }

    private void line(String line) {
        Matcher step = STEP.matcher(line);
        if (step.find()) {
            long at = LogNumbers.whole(step.group(4));
            double wall = time(line);
            add("train/images_per_second", at, wall, step.group(1));
            add("train/loss", at, wall, step.group(2));
            add("train/lr", at, wall, step.group(3));
            add("train/loss_scale", at, wall, step.group(5));
            return;
        }
        Matcher verification = VERIFICATION.matcher(line);
        if (verification.find()) {
            String name =
                    switch (verification.group(3)) {
                        case "XNorm" -> "/xnorm";
                        case "Accuracy-Flip" -> "/accuracy";
                        default -> "/accuracy_highest";
                    };
            add(
                    "eval/" + verification.group(1) + name,
                    LogNumbers.whole(verification.group(2)),
                    time(line),
                    number(verification));
        }
    }

    /** What follows +- is the deviation over folds. */
    private static String number(Matcher verification) {
        return verification.group(4).split("\\+-")[0];
    }

    private void add(String tag, long step, double wall, String value) {
        if (value != null) {
            LogNumbers.add(into, tag, step, wall, value);
        }
    }

    private static double time(String line) {
        return LogNumbers.time(line, TIME, FORM);
    }
}
