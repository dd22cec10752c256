package org.idem.train.collective.nccl;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.idem.train.collective.Collective;
import org.idem.train.tensor.CudaRuntime;
import org.idem.train.tensor.Device;

/** NCCL where it can be loaded: its library, and how a thread chooses its card. */
public final class Nccl {
    private static final String NAME = "libnccl.so.2";

    private final NcclLibrary library;
    private final IntConsumer setDevice;

    Nccl(NcclLibrary library, IntConsumer setDevice) {
        this.library = library;
        this.setDevice = setDevice;
    }

    /** That of this machine, which {@code LD_LIBRARY_PATH} or the system finds; empty where there is none. */
    public static Optional<Nccl> load() {
        try {
            return Optional.of(new Nccl(Native.load(NAME, NcclLibrary.class), CudaRuntime::setDevice));
        } catch (UnsatisfiedLinkError e) {
            return Optional.empty();
        }
    }

    /** Its version, such as 2.23.4. */
    public String version() {
        IntByReference version = new IntByReference();
        check("ncclGetVersion", library.ncclGetVersion(version));
        int number = version.getValue();
        return number / 10_000 + "." + number / 100 % 100 + "." + number % 100;
    }

    /**
     * Makes workers exchange tensors by it. A group is made when they first do.
     *
     * @param control of each worker of this process, by its number in it: exchanges all but tensors, and tells of failures
     * @param devices cards of the same workers, no two alike on a machine
     * @return of each worker, in the same order
     */
    public List<NcclCollective> join(List<? extends Collective> control, List<Device> devices) {
        NcclGroup group = new NcclGroup(this, control.size());
        return IntStream.range(0, control.size())
                .mapToObj(worker -> new NcclCollective(group, worker, control.get(worker), devices.get(worker)))
                .toList();
    }

    NcclLibrary library() {
        return library;
    }

    /** Makes the calling thread speak to a card. */
    void use(Device card) {
        setDevice.accept(card.index());
    }

    /** Throws what the library says of an error. */
    void check(String function, int code) {
        if (code != NcclLibrary.SUCCESS && code != NcclLibrary.IN_PROGRESS) {
            Pointer text = library.ncclGetErrorString(code);
            throw new NcclException(function, text == null ? "error " + code : text.getString(0));
        }
    }
}
