package org.idem.train.collective.mpi;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import java.util.EnumMap;
import java.util.Map;
import org.idem.core.InputException;
import org.idem.core.Problem;

/**
 * The functions and constants of {@code libmpi} that are used. Every function throws {@link MpiException} where the library
 * returns an error; Open MPI would else end the process.
 */
final class MpiLibrary {
    private static final String NAME = "libmpi.so.40";
    /** Lazy and global: components that Open MPI loads later look for its symbols among those of the process. */
    private static final int OPEN_FLAGS = 0x101;

    private static final int THREAD_MULTIPLE = 3;
    private static final int LONGEST_ERROR = 512;

    private final NativeLibrary library;
    private final Pointer worldHandle;
    private final Map<MpiType, Pointer> types = new EnumMap<>(MpiType.class);
    private final Pointer returnErrors;

    private MpiLibrary(NativeLibrary library) {
        this.library = library;
        this.worldHandle = library.getGlobalVariableAddress("ompi_mpi_comm_world");
        for (MpiType type : MpiType.values()) {
            types.put(type, library.getGlobalVariableAddress(type.symbol));
        }
        this.returnErrors = library.getGlobalVariableAddress("ompi_mpi_errors_return");
    }

    /**
     * Loads the library.
     *
     * @throws InputException if it is missing, or not Open MPI's of version 4
     */
    static MpiLibrary load() {
        try {
            return new MpiLibrary(NativeLibrary.getInstance(NAME, Map.of(Library.OPTION_OPEN_FLAGS, OPEN_FLAGS)));
        } catch (UnsatisfiedLinkError e) {
            throw new InputException(Problem.error(
                    null,
                    "--ranks",
                    "Open MPI's library cannot be loaded on this machine: " + e.getMessage(),
                    "install the Debian packages openmpi-bin and libopenmpi3"));
        }
    }

    /** Starts MPI in this process. */
    void initialize() {
        IntByReference provided = new IntByReference();
        call("MPI_Init_thread", null, null, THREAD_MULTIPLE, provided);
        if (provided.getValue() < THREAD_MULTIPLE) {
            throw new MpiException("This build of Open MPI cannot be used by several threads");
        }
        call("MPI_Comm_set_errhandler", worldHandle, returnErrors);
    }

    void terminate() {
        call("MPI_Finalize");
    }

    /** Handle of the group of all processes. */
    Pointer world() {
        return worldHandle;
    }

    /** Its handle of a type. */
    Pointer type(MpiType type) {
        return types.get(type);
    }

    int rank(Pointer communicator) {
        IntByReference rank = new IntByReference();
        call("MPI_Comm_rank", communicator, rank);
        return rank.getValue();
    }

    int size(Pointer communicator) {
        IntByReference size = new IntByReference();
        call("MPI_Comm_size", communicator, size);
        return size.getValue();
    }

    /** A new communicator of those that give the same color, in the order of the old one; collective. */
    Pointer split(Pointer communicator, int color) {
        Memory made = new Memory(Native.POINTER_SIZE);
        call("MPI_Comm_split", communicator, color, 0, made);
        Pointer handle = made.getPointer(0);
        call("MPI_Comm_set_errhandler", handle, returnErrors);
        return handle;
    }

    /** Whether a request is done; advances all that is under way. */
    boolean isDone(Pointer request, IntByReference flag) {
        call("MPI_Test", request, flag, Pointer.NULL);
        return flag.getValue() != 0;
    }

    /** Calls a function of the library that returns an error code. */
    void call(String function, Object... arguments) {
        int code = function(function).invokeInt(arguments);
        if (code != 0) {
            throw new MpiException(function + " failed: " + describe(code));
        }
    }

    private Function function(String name) {
        return library.getFunction(name);
    }

    private String describe(int code) {
        Memory text = new Memory(LONGEST_ERROR);
        text.clear();
        IntByReference length = new IntByReference();
        int failed = function("MPI_Error_string").invokeInt(new Object[] {code, text, length});
        return failed == 0 ? text.getString(0) : "error " + code;
    }
}
