package org.idem.train.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.plan.CardMemory;
import org.idem.plan.DatasetSize;
import org.idem.plan.TrainingPlan;
import org.idem.run.RunStatus;
import org.idem.train.TinyRun;
import org.idem.train.collective.CollectiveAbortedException;
import org.idem.train.kernels.KernelChoice;
import org.idem.train.loop.Trainer;
import org.idem.train.process.RankFailures;
import org.idem.train.process.SoleProcess;
import org.idem.train.record.StopSignal;
import org.idem.train.tensor.Device;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A card without enough memory is refused before a step, and one that fills up says so in words. */
class CardCapacityTest {
    private static final long GIB = 1L << 30;

    @TempDir
    static Path folder;

    @BeforeAll
    static void draw() throws Exception {
        TinyRun.drawFaces(folder);
    }

    /** A card of so many bytes that says this as soon as something is made on it. */
    private record Card(long bytes, String failure) implements DeviceProvider {
        @Override
        public List<Device> devices(TrainingPlan plan) {
            return List.of(Device.simulated(2));
        }

        @Override
        public Optional<CardMemory> memory(Device device) {
            return Optional.of(new CardMemory(device.toString(), "Small", bytes, bytes / 2));
        }

        @Override
        public KernelChoice kernels(Device device) {
            throw new IllegalStateException(failure);
        }
    }

    private static RunStatus failed(String name, Card card, Class<? extends RuntimeException> kind) {
        TinyRun tiny = TinyRun.in(folder, name);
        Clock clock = Clock.systemUTC();
        PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream());
        assertThrows(kind, () -> new Trainer(
                        tiny.run(), tiny.config(), new StopSignal(), clock, nowhere, card, new SoleProcess(clock))
                .train(false));
        return tiny.run().status();
    }

    @Test
    void tooLittleIsRefusedBeforeTheFirstStep() {
        RunStatus status = failed("little", new Card(GIB, "nothing is made"), InputException.class);
        assertEquals(RunStatus.State.FAILED, status.state());
        assertTrue(status.message().contains("simulated:2 (Small)"), status.message());
        assertTrue(status.message().contains("of its 1.0 GiB, 512.0 MiB free"), status.message());
        assertTrue(status.message().contains("no batch would fit"), status.message());
    }

    @Test
    void aCardThatFillsUpSaysWhatIsUsedAndWhatShouldFit() {
        String cuda = "CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 8.00 GiB";
        RunStatus status = failed("full", new Card(8 * GIB, cuda), InputException.class);
        assertTrue(
                status.message().contains("simulated:2 ran out of memory with a batch of 16: 4.0 GiB of its 8.0 GiB"),
                status.message());
        assertTrue(status.message().contains("4.0 GiB free; "), status.message());
    }

    private static RuntimeException explained(RuntimeException failure) {
        TinyRun tiny = TinyRun.in(folder, "explained");
        TrainingPlan plan = TrainingPlan.of(tiny.config(), new DatasetSize(Path.of("faces"), 64, 8));
        DeviceProvider cards = new Card(8 * GIB, "nothing is made");
        return new CardCapacity(plan, cards, List.of(Device.cuda(4), Device.cuda(5)), 0).explain(failure);
    }

    @Test
    void ofSeveralCardsTheOneThatIsNamedIsFull() {
        String text = "CUDA out of memory. Tried to allocate 2.00 GiB. GPU 5 has a total capacity of 8.00 GiB";
        RuntimeException named = explained(new IllegalStateException("A step failed", new IllegalStateException(text)));
        assertTrue(named.getMessage().contains("cuda:5 ran out"), named.getMessage());
        assertFalse(named.getMessage().contains("cuda:4"), named.getMessage());
        List<Problem> either =
                ((InputException) explained(new IllegalStateException("CUBLAS_STATUS_ALLOC_FAILED"))).problems();
        assertEquals(2, either.size());
    }

    @Test
    void aCardOfAnotherProcessIsNotOneOfThis() {
        RuntimeException failure = new CollectiveAbortedException(
                RankFailures.of("rank 1 failed: cuda:0 ran out of memory with a batch of 16"));
        assertSame(failure, explained(failure));
    }

    @Test
    void otherFailuresStayWhatTheyAre() {
        RunStatus status = failed("other", new Card(8 * GIB, "the sky fell"), IllegalStateException.class);
        assertEquals("the sky fell", status.message());
    }
}
