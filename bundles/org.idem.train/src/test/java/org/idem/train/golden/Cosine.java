package org.idem.train.golden;

/** How alike two vectors are. */
public final class Cosine {
    private Cosine() {}

    /** Returns the cosine between two vectors of one length; 0 where one of them is zero. */
    public static double of(float[] a, float[] b) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (double) a[i] * b[i];
            aa += (double) a[i] * a[i];
            bb += (double) b[i] * b[i];
        }
        return aa * bb == 0 ? 0 : ab / Math.sqrt(aa * bb);
    }
}
