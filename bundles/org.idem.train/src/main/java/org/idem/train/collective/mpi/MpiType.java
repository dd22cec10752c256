package org.idem.train.collective.mpi;

/** Types of what is sent. */
enum MpiType {
    BYTE("ompi_mpi_byte", Byte.BYTES),
    /** Two bytes that nobody computes with on the way, such as a bfloat16. */
    HALF("ompi_mpi_short", Short.BYTES),
    /** A number in single precision. */
    FLOAT("ompi_mpi_float", Float.BYTES);

    /** Name of the library's variable. */
    final String symbol;

    final int bytes;

    MpiType(String symbol, int bytes) {
        this.symbol = symbol;
        this.bytes = bytes;
    }
}
