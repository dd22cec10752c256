package org.idem.train.collective.nccl;

import com.sun.jna.Library;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;

/**
 * The functions of {@code libnccl.so.2} that are used, under their own names. Each returns 0, or the number of an error; a
 * stream of null is CUDA's stream 0, on which libtorch computes.
 */
interface NcclLibrary extends Library {
    /** Everything went well. */
    int SUCCESS = 0;

    /** It goes on and is not done yet. */
    int IN_PROGRESS = 7;

    /** Type of values: fp32. */
    int FLOAT32 = 7;

    /** The sum of values. */
    int SUM = 0;

    /** The largest of values. */
    int MAX = 2;

    /** What the ranks of a group recognise each other by. */
    @Structure.FieldOrder("internal")
    class UniqueId extends Structure implements Structure.ByValue {
        /** Its length in bytes. */
        static final int LENGTH = 128;

        /** Its bytes. */
        public byte[] internal = new byte[LENGTH];
    }

    int ncclGetVersion(IntByReference version);

    Pointer ncclGetErrorString(int error);

    /** Puts the id of a new group into 128 bytes. */
    int ncclGetUniqueId(byte[] id);

    /** Joins a group; returns when all ranks have. The card is that of the calling thread. */
    int ncclCommInitRank(PointerByReference communicator, int ranks, UniqueId id, int rank);

    int ncclCommDestroy(Pointer communicator);

    int ncclCommAbort(Pointer communicator);

    int ncclCommGetAsyncError(Pointer communicator, IntByReference error);

    int ncclGroupStart();

    int ncclGroupEnd();

    int ncclAllReduce(
            Pointer from, Pointer to, long count, int type, int operation, Pointer communicator, Pointer stream);

    int ncclReduceScatter(
            Pointer from, Pointer to, long countOfEach, int type, int operation, Pointer communicator, Pointer stream);

    int ncclBroadcast(Pointer from, Pointer to, long count, int type, int root, Pointer communicator, Pointer stream);
}
