package org.idem.train.collective.nccl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.NativeLibrary;
import java.io.Serializable;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.idem.train.collective.Collective;
import org.idem.train.collective.CollectiveAbortedException;
import org.idem.train.collective.CollectiveContract;
import org.idem.train.collective.InProcessCollective;
import org.idem.train.tensor.Device;
import org.idem.train.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** NCCL's binding, on a library that has its rules and the host's memory. */
class NcclCollectiveTest extends CollectiveContract {
    private final FakeNccl library = new FakeNccl();

    private List<NcclCollective> group(int world) {
        List<Device> cards = IntStream.range(0, world)
                .mapToObj(rank -> Device.cuda(world - rank))
                .toList();
        return new Nccl(library, library.card::set).join(InProcessCollective.create(world), cards);
    }

    @Override
    protected <T extends Serializable> List<T> together(int world, Work<T> work) throws Exception {
        List<NcclCollective> members = group(world);
        List<T> results = onThreads(members, work);
        members.forEach(NcclCollective::close);
        assertEquals(0, library.open.get(), "communicators were not given back");
        return results;
    }

    private List<String> callsOf(int rank) {
        return library.calls.stream()
                .filter(call -> call.startsWith(rank + ": "))
                .map(call -> call.substring(3))
                .toList();
    }

    @Test
    void ranksJoinOnTheirCardsAndCallOnce() throws Exception {
        together(2, c -> {
            c.allReduceSum(Tensor.zeros(10));
            c.allReduceMax(Tensor.zeros(3));
            c.allGather(Tensor.zeros(c.rank() + 1, 4));
            c.reduceScatter(Tensor.zeros(6, 2));
            c.broadcast(Tensor.zeros(5), 1);
            c.allGather(new long[] {1, 2});
            c.barrier();
            return 0;
        });
        for (int rank = 0; rank < 2; rank++) {
            assertEquals(
                    List.of(
                            "init of 2 on card " + (2 - rank),
                            "allReduce of 10",
                            "allReduce of 3",
                            "broadcast of 4 in a group",
                            "broadcast of 8 in a group",
                            "reduceScatter of 6",
                            "broadcast of 5"),
                    callsOf(rank));
        }
    }

    @Test
    void theVersionIsInWords() {
        assertEquals("2.23.4", new Nccl(library, card -> {}).version());
    }

    @Test
    void memoryThatIsNotContiguousIsRefused() throws Exception {
        together(1, c -> {
            assertThrows(
                    IllegalStateException.class,
                    () -> c.allReduceSum(Tensor.zeros(4, 3).transpose()));
            assertThrows(IllegalStateException.class, () -> c.broadcast(Tensor.indices(1, 2), 0));
            return 0;
        });
    }

    private static Throwable failureOf(List<? extends Collective> members, Work<Integer> work) {
        return assertThrows(ExecutionException.class, () -> onThreads(members, work))
                .getCause();
    }

    @Test
    void anErrorOnTheWayEndsAll() {
        List<NcclCollective> members = group(2);
        Throwable failure = failureOf(members, c -> {
            c.allReduceSum(Tensor.zeros(10));
            c.barrier();
            library.asyncError = 6;
            c.allReduceSum(Tensor.zeros(10));
            return 0;
        });
        Throwable cause = failure instanceof CollectiveAbortedException ? failure.getCause() : failure;
        assertInstanceOf(NcclException.class, cause);
        assertTrue(cause.getMessage().contains("remote process exited"), cause::getMessage);
        assertEquals(0, library.open.get());
        assertThrows(CollectiveAbortedException.class, () -> members.get(1).allReduceSum(Tensor.zeros(1)));
    }

    /** A card that waits for one that will never come would wait for ever. */
    @Test
    void whoFailsSetsFreeWhoWaits() {
        IllegalStateException reason = new IllegalStateException("out of memory");
        List<NcclCollective> members = group(2);
        Throwable failure = failureOf(members, c -> {
            c.allReduceSum(Tensor.zeros(10));
            if (c.rank() == 1) {
                c.abort(reason);
                return 0;
            }
            c.allReduceSum(Tensor.zeros(10));
            return 1;
        });
        if (failure instanceof CollectiveAbortedException) {
            assertSame(reason, failure.getCause());
        } else {
            assertInstanceOf(NcclException.class, failure); // it was in the library already
        }
        assertEquals(0, library.open.get());
    }

    /** Where the CUDA build is installed, the library of that name has every function by its name. */
    @Test
    void theRealLibraryHasTheseFunctions() {
        Path installed = Path.of(String.valueOf(System.getenv("IDEM_CUDA")));
        assumeTrue(Files.isDirectory(installed) || Nccl.load().isPresent(), "NCCL is not on this machine");
        String name = Files.isDirectory(installed)
                ? installed.resolve("2.7.1-cuda-12.9/cuda/libnccl.so.2").toString()
                : "libnccl.so.2";
        NativeLibrary real = NativeLibrary.getInstance(name);
        for (Method function : NcclLibrary.class.getDeclaredMethods()) {
            assertEquals(
                    function.getName(), real.getFunction(function.getName()).getName());
        }
    }
}
