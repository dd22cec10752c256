package org.idem.train.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.pytorch.global.torch;
import org.idem.train.tensor.ComputeOptions.ScalarType;
import org.junit.jupiter.api.Test;

/** What a card forbids is forbidden on a simulated one, whoever calls the operator, and transfers are counted. */
class SimulatedCardTest {
    private static final Device CARD = Device.simulated(0);
    private static final Device OTHER = Device.simulated(1);

    private static Tensor on(Device device, float... values) {
        return device.compute(() -> Tensor.of(values, values.length));
    }

    private static String violation(Device device, Runnable work) {
        return device.compute(() -> assertThrows(IllegalStateException.class, () -> TensorScope.run(work))
                .getMessage());
    }

    @Test
    void whatAThreadMakesIsOnItsDeviceAndSoIsWhatIsComputed() {
        TensorScope.run(() -> CARD.run(() -> {
            List<Tensor> made = List.of(
                    Tensor.zeros(2, 2),
                    Tensor.empty(2),
                    Tensor.of(new float[] {1, 2}, 2),
                    Tensor.indices(1, 0),
                    Tensor.int32(1, 2),
                    ScalarTypes.empty(3, ScalarType.BF16),
                    Bfloat16.zeros(2),
                    Tensor.zeros(2, 2).matmul(Tensor.zeros(2, 2)),
                    Tensor.zeros(4).narrow(1, 2).view(2, 1).duplicate(),
                    Tensor.zeros(2, 2).add_(1).rowSum());
            made.forEach(tensor -> assertEquals(CARD, tensor.device()));
        }));
        TensorScope.run(() -> assertEquals(Device.CPU, Tensor.zeros(2).device()));
    }

    @Test
    void tensorsOfTwoDevicesDoNotMix() {
        Consumer<Device> mix = other -> {
            List<Consumer<Tensor>> operations = List.of(
                    x -> x.add_(on(other, 1, 2)),
                    x -> on(other, 1, 2).add_(x),
                    x -> x.mul(on(other, 1, 2)),
                    x -> x.copy_(on(other, 1, 2)),
                    x -> x.indexSelect(other.compute(() -> Tensor.indices(1, 0))),
                    x -> x.view(1, 2).matmul(other.compute(() -> Tensor.zeros(2, 1))),
                    x -> Tensor.join(x, on(other, 1)),
                    x -> x.addcmul_(x, on(other, 1, 2), 1),
                    x -> new FusedSgd(0.9).step(x, on(other, 1, 2), x.duplicate(), 0, 1),
                    x -> Affine.forward(x.view(1, 2), other.compute(() -> Tensor.zeros(3, 2)), null),
                    x -> Masks.above(x, on(other, 1, 2)));
            for (Consumer<Tensor> operation : operations) {
                String message = violation(CARD, () -> operation.accept(on(CARD, 3, 4)));
                assertTrue(message.startsWith("aten::"), message);
                assertTrue(message.contains("simulated:0") && message.contains(other.toString()), message);
            }
        };
        mix.accept(Device.CPU);
        mix.accept(OTHER);
    }

    @Test
    void aSingleNumberOfTheHostMayMeetACardsTensorButNotTheOtherWayRound() {
        CARD.run(() -> TensorScope.run(() -> {
            Tensor sum = new Tensor(on(CARD, 3, 4).t.add(torch.zeros(new long[0])));
            assertEquals(CARD, sum.device());
        }));
        String message = violation(CARD, () -> {
            Tensor number = Tensor.zeros(1).view();
            on(Device.CPU, 1, 2).add_(number);
        });
        assertTrue(message.contains("aten::add_"), message);
        assertTrue(
                violation(CARD, () -> torch.zeros(new long[0]).add_(on(CARD, 1).view().t))
                        .contains("cpu, simulated:0"));
    }

    @Test
    void memoryThatLibtorchMakesByItselfIsTheHosts() {
        String message = violation(CARD, () -> new Tensor(on(CARD, 3, 4).t.add(torch.ones(2))));
        assertEquals("aten::add mixes tensors of different devices: simulated:0, cpu", message);
    }

    @Test
    void blocksOfDjlAndAutogradAreWatchedToo() {
        try (NDManager manager = NDManager.newBaseManager(CARD.forDjl())) {
            String message = violation(CARD, () -> {
                NDArray x = DjlArrays.of(on(CARD, 1, 2), manager);
                DjlArrays.toTensor(x.add(manager.create(new float[] {1, 2})));
            });
            assertTrue(message.startsWith("aten::add mixes"), message);
            TensorScope.run(() -> CARD.run(() -> {
                NDArray x = DjlArrays.of(on(CARD, 1, 2), manager);
                assertEquals(CARD, DjlArrays.toTensor(x.mul(2).reshape(2, 1)).device());
            }));
        }
        String message = violation(
                CARD,
                () -> GradMode.run(true, () -> {
                    Tensor leaf = GradMode.leaf(on(CARD, 1, 2));
                    GradMode.backward(leaf.mul(leaf), on(OTHER, 1, 1));
                    return GradMode.gradient(leaf);
                }));
        assertTrue(message.contains("simulated:1"), message);
        TensorScope.run(() -> CARD.run(() -> GradMode.run(true, () -> {
            Tensor leaf = GradMode.leaf(on(CARD, 1, 2));
            GradMode.backward(leaf.mul(leaf), on(CARD, 1, 1));
            assertEquals(CARD, GradMode.gradient(leaf).device());
            return null;
        })));
    }

    @Test
    void theHostTouchesNoMemoryOfACardAndWaitsOnlyByName() {
        assertEquals(
                "buffer touches memory of simulated:0 from the host; transfer it by name",
                violation(CARD, () -> TensorMemory.buffer(on(CARD, 1, 2))));
        assertEquals(
                "aten::item makes the host wait for simulated:0 outside a named transfer",
                violation(CARD, () -> on(CARD, 1).t.item_float()));
        String mask = violation(CARD, () -> on(CARD, 1, 2).t.nonzero());
        assertTrue(mask.contains("aten::nonzero"), mask);
    }

    @Test
    void aViolationOnAnotherThreadOrBeforeDoesNotCount() throws InterruptedException {
        violation(CARD, () -> on(CARD, 1, 2).add_(on(OTHER, 1, 2)));
        Thread thread = new Thread(() -> violation(CARD, () -> on(CARD, 1, 2).add_(on(OTHER, 1, 2))));
        thread.start();
        thread.join();
        CARD.run(() -> TensorScope.run(() -> on(CARD, 1, 2).add_(on(CARD, 1, 2))));
    }

    @Test
    void transfersAreNamedAndCounted() {
        CARD.run(() -> TensorScope.run(() -> {
            DeviceTraffic.Count before = CARD.traffic().count();
            Tensor x = Tensor.of(new float[] {3, 4}, 2);
            x.copyFrom(new float[] {6, 8});
            assertArrayEquals(new float[] {6, 8}, x.toFloats());
            assertEquals(10, x.norm());
            assertEquals(14, x.sum());
            assertEquals(6, x.narrow(0, 1).item());
            assertEquals(
                    new DeviceTraffic.Count(2, 16, 4, 8 + 8 + 8 + 4, 4, 0, 0),
                    CARD.traffic().count().since(before));
        }));
    }

    @Test
    void severalDownloadsAreOneAndCopiesBetweenCardsAreNone() {
        CARD.run(() -> TensorScope.run(() -> {
            Tensor x = Tensor.of(new float[] {1, 2}, 2);
            Tensor y = Tensor.of(new float[] {3}, 1);
            DeviceTraffic.Count before = CARD.traffic().count();
            float[][] both = HostTransfer.download(x, y);
            assertArrayEquals(new float[] {1, 2}, both[0]);
            assertArrayEquals(new float[] {3}, both[1]);
            Tensor other = OTHER.compute(() -> Tensor.empty(2));
            HostTransfer.copy(x, other);
            assertEquals(OTHER, other.device());
            assertArrayEquals(new float[] {1, 2}, other.toFloats());
            assertEquals(
                    new DeviceTraffic.Count(0, 0, 1, 12, 1, 1, 8),
                    CARD.traffic().count().since(before));
        }));
    }

    @Test
    void theProcessorCountsNothing() {
        DeviceTraffic.Count before = Device.CPU.traffic().count();
        TensorScope.run(() -> Tensor.of(new float[] {1}, 1).toFloats());
        assertEquals(before, Device.CPU.traffic().count());
    }
}
