package org.idem.train.kernels.vector;

/**
 * The passes of a normalization with PReLU behind it over a range of rows of a channels-last tensor, [rows, channels]. They
 * go through memory once, from its beginning to its end, which is what a large tensor's time is spent on; the numbers of
 * the channels stay in the first cache. Threads may work on different rows at the same time.
 *
 * <p>Vectors with a number for each channel are in the order of {@link #position}. Sums are added to.
 */
public sealed interface NormPreluLoops permits Fp32NormPrelu, Bf16NormPrelu {
    /** Number of channels. */
    int channels();

    /** Where the number of a channel stands in a vector. */
    int position(int channel);

    /** The input's first row, a number for each channel. */
    float[] firstRow();

    /** Adds the rows to the moments. */
    void addMoments(RowRange rows, Moments moments);

    /** Writes the output. */
    void writeOutput(RowRange rows, NormPreluChannels parameters);

    /** Adds the rows to the sums; z is computed again. */
    void addGradients(RowRange rows, NormPreluChannels parameters, ParameterSums sums);

    /** Writes the gradient of the input. */
    void writeGradient(RowRange rows, NormPreluChannels parameters, InputGradientTerms terms);
}
