package org.idem.train.kernels;

import org.idem.train.kernels.vector.RowMemory;

/**
 * Between the order of channels and that of the values in the rows of a memory.
 *
 * @param memory whose order it is
 * @param channels length of a row
 */
record ChannelOrder(RowMemory memory, int channels) {
    /** Where a channel stands in a row. */
    int position(int channel) {
        return memory.position(channel);
    }

    /** Numbers of all channels in the order of a row. */
    float[] arrange(double[] byChannel) {
        float[] arranged = new float[channels];
        for (int channel = 0; channel < channels; channel++) {
            arranged[position(channel)] = (float) byChannel[channel];
        }
        return arranged;
    }

    /** Sums by channel over rows that stand one after the other, in double. */
    double[] byChannel(float[] rows) {
        double[] sums = new double[channels];
        for (int row = 0; row < rows.length; row += channels) {
            for (int channel = 0; channel < channels; channel++) {
                sums[channel] += rows[row + position(channel)];
            }
        }
        return sums;
    }
}
