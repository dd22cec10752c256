package org.idem.train.collective.nccl;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.idem.train.collective.Collective;
import org.idem.train.tensor.Device;
import org.idem.train.tensor.Tensor;

/** How ranks find each other for NCCL, without the library: what each would join is written down. */
public final class NcclJoining {
    private NcclJoining() {}

    /**
     * Makes the ranks of another collective exchange by a library that does nothing; a collective operation.
     *
     * @return what this rank joined: rank, world size and the group's id
     */
    public static String join(Collective control) {
        List<String> joined = new ArrayList<>();
        NcclLibrary library = (NcclLibrary) Proxy.newProxyInstance(
                NcclLibrary.class.getClassLoader(), new Class<?>[] {NcclLibrary.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("ncclGetUniqueId")) {
                        Arrays.fill((byte[]) arguments[0], (byte) (40 + control.rank()));
                    }
                    if (method.getName().equals("ncclCommInitRank")) {
                        NcclLibrary.UniqueId id = (NcclLibrary.UniqueId) arguments[2];
                        joined.add(arguments[3] + " of " + arguments[1] + " by " + id.internal[0] + id.internal[127]);
                        ((PointerByReference) arguments[0]).setValue(new Pointer(1));
                    }
                    return NcclLibrary.SUCCESS;
                });
        List<NcclCollective> members =
                new Nccl(library, card -> {}).join(List.of(control), List.of(Device.cuda(control.rank())));
        members.get(0).allReduceSum(Tensor.zeros(3));
        members.get(0).allReduceSum(Tensor.zeros(3));
        return String.join(", ", joined);
    }
}
