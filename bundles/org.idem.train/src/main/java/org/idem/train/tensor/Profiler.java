package org.idem.train.tensor;

import ai.djl.pytorch.jni.JniUtils;
import java.nio.file.Path;

/** Libtorch's own profiler: which operation takes how long. */
public final class Profiler {
    private Profiler() {}

    /**
     * Records all operations of this thread, forward and backward, while {@code work} runs.
     *
     * @param trace file that is written, in Chrome's trace event format; durations are microseconds
     */
    public static void record(Path trace, Runnable work) {
        Libtorch.load();
        JniUtils.startProfile(false, false, false);
        try {
            work.run();
        } finally {
            JniUtils.stopProfile(trace.toString());
        }
    }
}
