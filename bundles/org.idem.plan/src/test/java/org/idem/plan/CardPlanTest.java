package org.idem.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.idem.core.Problem;
import org.idem.plan.MemoryPart.Kind;
import org.junit.jupiter.api.Test;

class CardPlanTest {
    private static final long GIB = 1L << 30;
    private static final String BATCH = "DataLoader.Train.sampler.batch_size=";

    private static CardMemory card(int number, long gib) {
        return new CardMemory("cuda:" + number, "Card " + number, gib * GIB, gib * GIB);
    }

    private static List<CardPlan> plans(List<CardMemory> cards, String... keys) {
        List<String> all = new ArrayList<>(List.of("Global.device=auto"));
        all.addAll(List.of(keys));
        return CardPlan.of(TinyPlan.of(100_000, 10_000, all.toArray(String[]::new)), cards);
    }

    private static long bytes(CardPlan plan, Kind kind) {
        return plan.parts().stream()
                .filter(part -> part.kind() == kind)
                .mapToLong(MemoryPart::bytes)
                .sum();
    }

    @Test
    void aWorkerHasEverythingOnItsCard() {
        CardPlan one = plans(List.of(card(0, 80)), "EMA={decay: 0.99}").get(0);
        assertTrue(one.fits() && one.problem().isEmpty());
        assertEquals(10_000L * 512 * 4, bytes(one, Kind.CENTERS));
        assertTrue(bytes(one, Kind.AVERAGE) > 0 && bytes(one, Kind.ACTIVATIONS) > 0);
        CardPlan host = plans(List.of(card(0, 80)), "Model.pfc_config.center_storage=host")
                .get(0);
        assertEquals(0, bytes(host, Kind.CENTERS) + bytes(host, Kind.CENTER_STATE));
        assertEquals(List.of(), plans(List.of(card(0, 80)), "Global.device=cpu"));
        assertEquals(List.of(), plans(List.of()));
    }

    @Test
    void whatRoundingLeavesOutOfGradientsIsNotOnTheCard() {
        Processes two = new Processes(2, 2, 0);
        long[] bytes = Stream.of("fp32", "bf16")
                .map(form -> TinyPlan.config("Global.device=auto", "Global.gradient_exchange=" + form))
                .map(config -> TrainingPlan.of(config, TinyPlan.set(100_000, 10_000), two))
                .mapToLong(plan -> bytes(CardPlan.of(plan, card(0, 80), List.of(0)), Kind.GRADIENTS))
                .toArray();
        assertEquals(bytes[0], bytes[1]);
    }

    @Test
    void workersShareACardOrHaveTheirOwn() {
        List<CardMemory> two = List.of(card(0, 80), card(1, 80));
        List<CardPlan> shared = plans(two, "Global.devices=[1, 1]");
        List<CardPlan> apart = plans(two, "Global.devices=2");
        assertEquals(1, shared.size());
        assertEquals("cuda:1", shared.get(0).card().id());
        assertEquals(2, apart.size());
        assertEquals(
                bytes(shared.get(0), Kind.ACTIVATIONS),
                bytes(apart.get(0), Kind.ACTIVATIONS) + bytes(apart.get(1), Kind.ACTIVATIONS));
    }

    @Test
    void whatDoesNotFitSaysHowMuchWould() {
        CardPlan large =
                plans(List.of(card(0, 8)), BATCH + 512, "Global.precision=fp32").get(0);
        assertFalse(large.fits());
        int fits = large.largestBatch();
        assertTrue(fits > 2 && fits < 512, large.describe());
        assertTrue(plans(List.of(card(0, 8)), BATCH + fits, "Global.precision=fp32")
                .get(0)
                .fits());
        assertFalse(plans(List.of(card(0, 8)), BATCH + (fits + 1), "Global.precision=fp32")
                .get(0)
                .fits());
        Problem problem = large.problem().orElseThrow();
        assertEquals(Problem.Severity.ERROR, problem.severity());
        assertTrue(problem.message().contains("cuda:0 (Card 0)"), problem.message());
        assertTrue(problem.message().contains("a batch of " + fits + " would fit"), problem.message());
        assertEquals(BATCH + fits, large.remedies().get(0));
        assertTrue(
                large.remedies().contains("Global.precision=bf16"),
                large.remedies().toString());
    }

    @Test
    void theSameBatchFitsInParts() {
        CardPlan large =
                plans(List.of(card(0, 8)), BATCH + 512, "Global.precision=fp32").get(0);
        String parts = large.remedies().get(1);
        assertTrue(parts.startsWith("Global.accum_steps="), parts);
        String key = parts.split(" ", 2)[0];
        assertTrue(plans(List.of(card(0, 8)), BATCH + 512, "Global.precision=fp32", key)
                .get(0)
                .fits());
    }

    @Test
    void aCardThatOthersFillIsNotEnough() {
        CardMemory busy = new CardMemory("cuda:0", "Card", 80 * GIB, GIB / 2);
        CardPlan plan = plans(List.of(busy)).get(0);
        assertFalse(plan.fits());
        assertEquals(0, plan.largestBatch());
        assertTrue(plan.describe().endsWith("no batch would fit"), plan.describe());
    }
}
