package org.idem.data.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.idem.core.InputException;
import org.idem.core.Progress;
import org.idem.data.DrawnSets;
import org.idem.data.ImageDataset;
import org.idem.data.check.DataCheck;
import org.idem.data.format.Datasets;
import org.idem.data.format.ExcludedKeys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A list of eight pictures of noise: 1, 4 and 5 show what 0 shows, 6 is damaged, 7 the only one of its person. */
class ReviewTest {
    private static final ReviewItem SPLIT =
            new ReviewItem("split-identity", List.of(3, 8), List.of("a", "b\tc"), List.of(), 0.7, "Two, or one");

    @TempDir
    private Path folder;

    private Path set;
    private List<ReviewItem> items;

    @BeforeEach
    void check() throws IOException {
        set = DrawnSets.list(folder, 0, 0, 1, 1, 2, 2, 0, 3);
        for (int copy : new int[] {1, 4, 5}) {
            Files.write(folder.resolve("pictures/" + copy + ".png"), DrawnSets.png(0));
        }
        Files.write(folder.resolve("pictures/6.png"), new byte[] {1, 2, 3});
        items = ReviewItems.of(DataCheck.inspect(set, Progress.NONE).findings());
    }

    private ReviewItem item(String kind) {
        return items.stream().filter(one -> one.kind().equals(kind)).findFirst().orElseThrow();
    }

    private static String name(int picture) {
        return "pictures/" + picture + ".png";
    }

    @Test
    void imagesThatShowTheSameAreOneQuestion() {
        assertEquals(
                List.of("garbage-image", "exact-duplicate", "single-image-identity"),
                items.stream().map(ReviewItem::kind).toList());
        ReviewItem same = item("exact-duplicate");
        assertEquals(List.of(0, 2), same.identities());
        assertEquals(List.of(name(0), name(1), name(4), name(5)), same.keys());
        assertEquals(same.keys(), same.excludes());
        assertTrue(same.message().endsWith("in all 4 images"), same.message());
    }

    @Test
    void withinAnIdentityTheFirstOneStays() throws IOException {
        Files.write(folder.resolve("pictures/4.png"), DrawnSets.png(40));
        Files.write(folder.resolve("pictures/5.png"), DrawnSets.png(50));
        items = ReviewItems.of(DataCheck.inspect(set, Progress.NONE).findings());
        assertEquals(List.of(name(0), name(1)), item("exact-duplicate").keys());
        assertEquals(List.of(name(1)), item("exact-duplicate").excludes());
        assertEquals(Set.of(name(1)), ReviewLists.excluded(Map.of(item("exact-duplicate"), Verdict.ACCEPT)));
    }

    @Test
    void verdictsAreKeptBesideTheSetUntilTheyAreTakenBack() throws IOException {
        VerdictFile file = VerdictFile.beside(set);
        assertEquals(folder.resolve("label.txt.verdicts.tsv"), file.path());
        assertEquals(Map.of(), file.verdicts(items));
        file.decide(item("garbage-image"), Verdict.ACCEPT);
        file.decide(SPLIT, Verdict.DIFFERENT);
        file.decide(SPLIT, Verdict.SAME);
        Files.writeString(file.path(), Files.readString(file.path()) + "# to be asked again\nunderstood by nobody\n");
        VerdictFile again = VerdictFile.beside(set);
        assertEquals(Map.of(SPLIT, Verdict.SAME), again.verdicts(List.of(SPLIT)));
        assertEquals(Map.of(item("garbage-image"), Verdict.ACCEPT), again.verdicts(items));
        again.decide(SPLIT, null);
        assertEquals(Map.of(), file.verdicts(List.of(SPLIT)));
        assertEquals(
                List.of(
                        "# Verdicts on label.txt: verdict, kind, identities, keys, apart by tabs",
                        "accept\tgarbage-image\t\tpictures/6.png",
                        "# to be asked again",
                        "understood by nobody"),
                Files.readAllLines(file.path()));
    }

    @Test
    void wordsAndScoresMayChangeWithoutAVerdictBeingLost() {
        VerdictFile file = VerdictFile.beside(set);
        file.decide(SPLIT, Verdict.SAME);
        ReviewItem later = new ReviewItem("split-identity", List.of(3, 8), SPLIT.keys(), List.of(), 0.6, "Otherwise");
        assertEquals(Map.of(later, Verdict.SAME), file.verdicts(List.of(later)));
    }

    @Test
    void aFileOfAnotherKindIsLeftAlone() throws IOException {
        Path file = VerdictFile.beside(set).path();
        Files.createDirectories(file);
        assertThrows(InputException.class, () -> VerdictFile.beside(set).decide(SPLIT, Verdict.SAME));
        assertTrue(Files.isDirectory(file));
    }

    @Test
    void listsFollowFromTheVerdicts() throws IOException {
        Map<ReviewItem, Verdict> verdicts = new LinkedHashMap<>();
        verdicts.put(item("exact-duplicate"), Verdict.SAME);
        verdicts.put(item("garbage-image"), Verdict.ACCEPT);
        verdicts.put(item("single-image-identity"), Verdict.REJECT);
        verdicts.put(SPLIT, Verdict.SAME);
        verdicts.put(new ReviewItem("split-identity", List.of(2, 8), List.of("x"), List.of(), 0.5, ""), Verdict.SAME);
        verdicts.put(
                new ReviewItem("split-identity", List.of(1, 9), List.of("x"), List.of(), 0.5, ""), Verdict.DIFFERENT);
        verdicts.put(
                new ReviewItem("mixed-identity", List.of(6), List.of("u", "v"), List.of("v"), 0.1, ""),
                Verdict.DIFFERENT);
        assertEquals(List.of(Set.of(0, 2, 3, 8)), ReviewLists.merged(verdicts));
        Path excluded = folder.resolve("exclude.txt");
        assertEquals(5, ReviewLists.writeExcluded(excluded, set, verdicts));
        assertEquals(
                Set.of(name(1), name(4), name(5), name(6), "v"),
                ExcludedKeys.read(excluded).keys());
        Path merged = folder.resolve("merge.txt");
        assertEquals(1, ReviewLists.writeMerged(merged, set, verdicts));
        assertEquals("0\t2\t3\t8", Files.readAllLines(merged).get(1));
        assertThrows(InputException.class, () -> ReviewLists.writeExcluded(excluded, set, verdicts));
    }

    @Test
    void imagesAreFoundByWhatTheSetCallsThem() throws IOException {
        try (ImageDataset images = Datasets.openImages(set)) {
            assertEquals(
                    Map.of(name(6), 6, name(0), 0),
                    ImageNumbers.of(images, Set.of(name(0), name(6), "nowhere"), Progress.NONE));
        }
    }
}
