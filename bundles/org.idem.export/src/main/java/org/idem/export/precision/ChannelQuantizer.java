package org.idem.export.precision;

/**
 * Weights of an operator in eight bits, symmetric around 0, with one scale for each output. They keep to [−64, 64]: processors
 * without VNNI add two products of eight bits in sixteen, which larger weights would overflow, so that results would depend on
 * the machine.
 *
 * @param values [outputs, each] row by row
 * @param scales one for each output
 */
record ChannelQuantizer(byte[] values, float[] scales) {
    private static final int LEVELS = 64;

    /**
     * Rounds.
     *
     * @param weights [outputs, each] row by row
     */
    static ChannelQuantizer of(float[] weights, int outputs) {
        byte[] values = new byte[weights.length];
        float[] scales = new float[outputs];
        int each = weights.length / outputs;
        for (int c = 0; c < outputs; c++) {
            float largest = 0;
            for (int i = c * each; i < (c + 1) * each; i++) {
                largest = Math.max(largest, Math.abs(weights[i]));
            }
            scales[c] = largest > 0 ? largest / LEVELS : 1;
            for (int i = c * each; i < (c + 1) * each; i++) {
                values[i] = (byte) Math.rint(weights[i] / scales[c]);
            }
        }
        return new ChannelQuantizer(values, scales);
    }

    /** The same with outputs as columns, [each, outputs]. */
    byte[] transposed() {
        int outputs = scales.length;
        int each = values.length / outputs;
        byte[] turned = new byte[values.length];
        for (int c = 0; c < outputs; c++) {
            for (int i = 0; i < each; i++) {
                turned[i * outputs + c] = values[c * each + i];
            }
        }
        return turned;
    }

    /** A bias as whole numbers of the scale that products have; null where it is too large for 32 bits. */
    int[] bias(float[] bias, float inputScale) {
        int[] rounded = new int[bias.length];
        for (int c = 0; c < bias.length; c++) {
            double value = Math.rint(bias[c] / ((double) inputScale * scales[c]));
            if (!(Math.abs(value) < Integer.MAX_VALUE)) {
                return null;
            }
            rounded[c] = (int) value;
        }
        return rounded;
    }
}
