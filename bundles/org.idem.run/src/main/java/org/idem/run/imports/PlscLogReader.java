package org.idem.run.imports;

import java.io.IOException;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PLSC's training log: {@code [2022/05/14 10:26:23] plsc INFO: [Train][Epoch 1/20][Iter: 100/5000]lr: 0.09, loss: 44.48,
 * batch_cost: 0.21000s, reader_cost: 0.0001, ips: 4833.4 images/sec, …} and the averages of its verifications. Steps are
 * counted through all epochs.
 */
final class PlscLogReader {
    private static final Pattern TIME = Pattern.compile("\\[(\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d)\\]");
    private static final Pattern TRAIN =
            Pattern.compile("\\[Train\\]\\[Epoch (\\d{1,9})/\\d+\\]\\[Iter: (\\d{1,12})/(\\d{1,12})\\](.*)");
    private static final Pattern EVAL =
            Pattern.compile("\\[Eval\\]\\[Epoch (\\d{1,9})\\](?:\\[[^\\]]*\\])*\\[Avg\\](.*)");
    private static final Pattern VALUE = Pattern.compile("([\\w-]{1,60}):\\s*([-+.\\w]+)");
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss", Locale.ROOT);
    private static final Map<String, String> NAMES = Map.of(
            "lr", "train/lr",
            "loss", "train/loss",
            "ips", "train/images_per_second",
            "reader_cost", "train/data_wait",
            "batch_cost", "train/step_seconds",
            "accuracy-flip", "eval/verification/accuracy",
            "xnorm", "eval/verification/xnorm",
            "std", "eval/verification/accuracy_std");

    private final ForeignMetrics into;
    private long step;

    private PlscLogReader(ForeignMetrics into) {
        this.into = into;
    }

    /** Whether a line of a log is such a one's. */
    static boolean isOne(String line) {
        return TRAIN.matcher(line).find();
    }

    static void read(Path file, ForeignMetrics into) throws IOException {
        TextLines.read(file, new PlscLogReader(into)::line);
    }

    private void line(String line) {
        Matcher train = TRAIN.matcher(line);
        if (train.find()) {
            long epoch = Math.max(1, LogNumbers.whole(train.group(1)));
            step = (epoch - 1) * LogNumbers.whole(train.group(3)) + LogNumbers.whole(train.group(2));
            values(train.group(4), "train/", time(line));
            return;
        }
        Matcher eval = EVAL.matcher(line);
        if (eval.find()) {
            values(eval.group(2), "eval/verification/", time(line));
        }
    }

    private void values(String text, String prefix, double wall) {
        Matcher value = VALUE.matcher(text);
        while (value.find()) {
            String name = value.group(1);
            if (!name.equals("eta") && !name.equals("rank")) {
                LogNumbers.add(
                        into,
                        NAMES.getOrDefault(name, prefix + name),
                        step,
                        wall,
                        value.group(2).replaceAll("(?<=\\d)s$", ""));
            }
        }
    }

    private static double time(String line) {
        return LogNumbers.time(line, TIME, FORM);
    }
}
