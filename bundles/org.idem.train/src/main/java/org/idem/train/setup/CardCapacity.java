package org.idem.train.setup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Units;
import org.idem.plan.CardMemory;
import org.idem.plan.CardPlan;
import org.idem.plan.TrainingPlan;
import org.idem.train.process.RankFailedException;
import org.idem.train.tensor.Device;

/** Whether the cards that a process computes on have the memory that its workers need: before it trains, and when it did not. */
public final class CardCapacity {
    /** Where an estimate was too small, the next one is for less than it was. */
    private static final double CAUTION = 0.8;

    /** What libtorch, cuBLAS and cuDNN say. */
    private static final List<String> FULL =
            List.of("out of memory", "cublas_status_alloc_failed", "cudnn_status_alloc_failed");

    /** How libtorch names the card that is full, by the number of {@link Device#index()}. */
    private static final Pattern CARD = Pattern.compile("\\bGPU (\\d{1,3})\\b");

    private final TrainingPlan plan;
    private final DeviceProvider devices;
    private final Map<Device, List<Integer>> workers = new LinkedHashMap<>();

    /**
     * Of the workers of a process.
     *
     * @param places device of each worker
     * @param first rank of the first worker; only rank 0 keeps a moving average
     */
    public CardCapacity(TrainingPlan plan, DeviceProvider devices, List<Device> places, int first) {
        this.plan = plan;
        this.devices = devices;
        for (int worker = 0; worker < places.size(); worker++) {
            workers.computeIfAbsent(places.get(worker), key -> new ArrayList<>())
                    .add(first + worker);
        }
    }

    /**
     * Requires that every card has as much free as its workers will take.
     *
     * @throws InputException if one has not, with how large a batch would fit
     */
    public void require() {
        List<Problem> problems = new ArrayList<>();
        workers.forEach((device, ranks) -> devices.memory(device)
                .flatMap(memory -> CardPlan.of(plan, memory, ranks).problem())
                .ifPresent(problems::add));
        if (!problems.isEmpty()) {
            throw new InputException(problems);
        }
    }

    /** A failure for want of a card's memory in words that say how large a batch would fit; others as they are. */
    public RuntimeException explain(RuntimeException failure) {
        if (!isFull(failure)) {
            return failure;
        }
        OptionalInt full = fullCard(failure);
        List<Problem> problems = new ArrayList<>();
        workers.forEach((device, ranks) -> {
            if (workers.size() == 1 || full.isEmpty() || full.getAsInt() == device.index()) {
                memory(device).ifPresent(memory -> problems.add(problem(memory, ranks)));
            }
        });
        return problems.isEmpty() ? failure : caused(new InputException(problems), failure);
    }

    /** The driver may not answer any more once a card failed. */
    private Optional<CardMemory> memory(Device device) {
        try {
            return devices.memory(device);
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
    }

    private static RuntimeException caused(RuntimeException said, RuntimeException cause) {
        said.initCause(cause);
        return said;
    }

    private static Stream<Throwable> chain(Throwable failure) {
        return Stream.iterate(failure, at -> at != null, Throwable::getCause);
    }

    /** What another process says of its cards is not about those of this one. */
    private static boolean isFull(Throwable failure) {
        return chain(failure).noneMatch(RankFailedException.class::isInstance)
                && chain(failure)
                        .map(at -> String.valueOf(at.getMessage()).toLowerCase(Locale.ROOT))
                        .anyMatch(message -> FULL.stream().anyMatch(message::contains));
    }

    /** Number of the card that is named; cuBLAS and cuDNN name none. */
    private static OptionalInt fullCard(Throwable failure) {
        return chain(failure)
                .map(at -> CARD.matcher(String.valueOf(at.getMessage())))
                .filter(Matcher::find)
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .findFirst();
    }

    private Problem problem(CardMemory memory, List<Integer> ranks) {
        long planned = CardPlan.of(plan, memory, ranks).total();
        long less = (long) (CAUTION * Math.min(planned, memory.bytes()));
        CardPlan smaller = CardPlan.of(plan, new CardMemory(memory.id(), memory.name(), memory.bytes(), less), ranks);
        String fits = smaller.largestBatch() == 0
                ? "no batch may fit"
                : "a batch of " + smaller.largestBatch() + " should fit";
        return Problem.error(
                null,
                "DataLoader.Train.sampler.batch_size",
                memory.id() + " ran out of memory with a batch of "
                        + plan.batches().perRank() + ": " + Units.bytes(memory.bytes() - memory.free()) + " of its "
                        + Units.bytes(memory.bytes()) + " are used, " + Units.bytes(memory.free()) + " free; " + fits,
                smaller.remedies().isEmpty()
                        ? "take a card with more memory"
                        : "resume with " + String.join(", or ", smaller.remedies()));
    }
}
