package org.idem.train.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.function.IntPredicate;
import org.idem.data.PairDataset;
import org.idem.data.format.Datasets;
import org.idem.data.write.BinWriter;
import org.idem.input.DamageLimitException;
import org.idem.metrics.PairCounts;
import org.idem.run.Evaluation;
import org.idem.run.EvaluationStore;
import org.idem.run.RunStatus;
import org.idem.train.TinyRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verification sets whose images cannot all be read. */
class DamagedPairsTest {
    @TempDir
    Path folder;

    private Path damaged(String name, IntPredicate broken) throws Exception {
        Path file = folder.resolve(name + ".bin");
        try (PairDataset pairs = Datasets.openPairs(folder.resolve("faces/verify.bin"));
                BinWriter writer = new BinWriter(file)) {
            for (int pair = 0; pair < pairs.pairs(); pair++) {
                byte[] first =
                        broken.test(pair) ? new byte[] {7} : pairs.first(pair).copy();
                writer.add(first, pairs.second(pair).copy(), pairs.same(pair));
            }
        }
        return file;
    }

    @Test
    void trainingGoesOnWithoutThem() throws Exception {
        TinyRun.drawFaces(folder);
        Path some = damaged("some", pair -> pair == 0 || pair == 3);
        Path all = damaged("all", pair -> true);
        TinyRun tiny = TinyRun.in(
                folder,
                "damaged",
                "Global.max_train_step=2",
                "Global.eval_during_train=True",
                "DataLoader.Eval.dataset.damage_limit=1",
                "DataLoader.Eval.dataset.cls_label_path=[" + some + ", " + all + "]");
        tiny.train(false);
        List<Evaluation> evaluations = EvaluationStore.read(tiny.run());
        assertEquals(List.of("some"), evaluations.stream().map(Evaluation::set).toList(), tiny.log());
        PairCounts counts = evaluations.get(0).figures().counts();
        assertEquals(2, counts.skipped());
        assertEquals(1, EvaluationStore.scores(evaluations.get(0)).numbers()[0]);
        assertTrue(tiny.log().contains("2 damaged ones left out"), tiny.log());
        assertTrue(tiny.log().contains("all is left out"), tiny.log());
        assertEquals(2, tiny.latest().state().step());
    }

    @Test
    void aSetWithMoreThanMayBeIsRefusedBeforeTheFirstStep() throws Exception {
        TinyRun.drawFaces(folder);
        Path some = damaged("some", pair -> pair == 0 || pair == 3);
        TinyRun tiny = TinyRun.in(
                folder,
                "refused",
                "Global.eval_during_train=True",
                "DataLoader.Eval.dataset.damage_limit=0.01",
                "DataLoader.Eval.dataset.cls_label_path=" + some);
        DamageLimitException seen = assertThrows(DamageLimitException.class, () -> tiny.train(false));
        assertTrue(seen.getMessage().startsWith(some + ": error: "), seen.getMessage());
        assertEquals(0, tiny.run().metrics().bytes());
        assertEquals(RunStatus.State.FAILED, tiny.run().status().state());
    }
}
