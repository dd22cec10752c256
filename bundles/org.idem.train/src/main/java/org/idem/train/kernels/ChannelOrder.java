package org.idem.train.kernels;

import org.idem.train.kernels.vector.NormPreluLoops;

/**
 * Between numbers of channels and the vectors in which loops have them.
 *
 * @param loops whose order it is
 */
record ChannelOrder(NormPreluLoops loops) {
    /** Where a channel stands in a vector. */
    int position(int channel) {
        return loops.position(channel);
    }

    /** Numbers of all channels in the order of the loops. */
    float[] arrange(double[] byChannel) {
        float[] arranged = new float[byChannel.length];
        for (int channel = 0; channel < arranged.length; channel++) {
            arranged[position(channel)] = (float) byChannel[channel];
        }
        return arranged;
    }

    /** Sums by channel over vectors that stand one after the other, in double. */
    double[] byChannel(float[] vectors) {
        int channels = loops.channels();
        double[] sums = new double[channels];
        for (int start = 0; start < vectors.length; start += channels) {
            for (int channel = 0; channel < channels; channel++) {
                sums[channel] += vectors[start + position(channel)];
            }
        }
        return sums;
    }
}
