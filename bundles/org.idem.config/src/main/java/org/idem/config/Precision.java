package org.idem.config;

import java.util.Locale;

/** Arithmetic of the training step. */
public enum Precision {
    /** The fastest that is correct on this machine. */
    AUTO,
    /** 32-bit floating point everywhere. */
    FP32,
    /** bfloat16 in convolutions and matrix products, the rest in fp32. */
    BF16,
    /** IEEE half precision with loss scaling; graphics cards only. */
    FP16;

    /** As written in a config: {@code auto}, {@code fp32}, {@code bf16}, {@code fp16}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the precision of a word such as {@code bf16}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Precision of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
