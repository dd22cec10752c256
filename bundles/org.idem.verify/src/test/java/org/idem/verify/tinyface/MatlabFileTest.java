package org.idem.verify.tinyface;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.idem.core.InputException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that SciPy's {@code savemat} wrote, and the layout that they are part of. */
class MatlabFileTest {
    /** gallery_ids uint16 [[7], [300]], gallery_set a cell of 7_a.jpg and x/odd name 300.jpg. */
    private static final String GALLERY =
            "TUFUTEFCIDUuMCBNQVQtZmlsZSBQbGF0Zm9ybTogcG9zaXgsIENyZWF0ZWQgb246IFNhdCBOb3YgMjggMTA6NTA6MjAgMjAyNgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABSU0OAAAAQAAAAAYAAAAIAAAACwAAAAAAAAAFAAAACAAAAAIAAAABAAAAAQAAAAsAAABnYWxsZXJ5X2lkcwAAAAAABAAEAAcALAEOAAAAyAAAAAYAAAAIAAAAAQAAAAAAAAAFAAAACAAAAAIAAAABAAAAAQAAAAsAAABnYWxsZXJ5X3NldAAAAAAADgAAADgAAAAGAAAACAAAAAQAAAAAAAAABQAAAAgAAAABAAAABwAAAAEAAAAAAAAAEAAAAAcAAAA3X2EuanBnAA4AAABIAAAABgAAAAgAAAAEAAAAAAAAAAUAAAAIAAAAAQAAABIAAAABAAAAAAAAABAAAAASAAAAeC9vZGQgbmFtZSAzMDAuanBnAAAAAAAA";

    private static final String GALLERY_PACKED =
            "TUFUTEFCIDUuMCBNQVQtZmlsZSBQbGF0Zm9ybTogcG9zaXgsIENyZWF0ZWQgb246IFNhdCBOb3YgMjggMTA6NTA6MjAgMjAyNgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABSU0PAAAANAAAAHic42NgYHAAYjYg5gBibgYIYIXymYCYEYpBcumJOTmpRZXxmSnFYHUsQMjOoMMIAHYpBU8PAAAAYQAAAHic42NgYDgBxGxAzAHEjAwQwArlM0HFQJgbiNMTc3JSiyrji1NLwOr4gNgCST8Lmn6QPnYkcwWgfPP4RL2sgnSwfg8C+oXQ9IP4Ffr5KSkKeYm5qQrGBgZgo8AAACSUDvQ=";

    /** probe_set a cell of first.jpg, zweiter_ü.jpg and 3_3.jpg, probe_ids double [[7], [300], [7]], packed. */
    private static final String PROBES =
            "TUFUTEFCIDUuMCBNQVQtZmlsZSBQbGF0Zm9ybTogcG9zaXgsIENyZWF0ZWQgb246IFNhdCBOb3YgMjggMTA6NTA6MjAgMjAyNgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABSU0PAAAAaQAAAHic42NgYOBgZGBgA9FADGSCASuUzwwVA2FOIC4oyk9KjS9OLYGq4wNiBwaEfhY0/TB9MHMFoPy0zKLiEr2sgnQSzOFFMwekp6o8NbMktSj+8B6IYSAxCwLmsKOZA+IbxxuDDQAAOSER1w8AAAA4AAAAeJzjY2BgiABiNiDmgNIgwArlMwMxIxRzAnFBUX5SanxmSjFUHUhMggEGZBzA1IEiBxgfAO9lBpg=";

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        for (String picture : List.of(
                "Probe/first.jpg",
                "Probe/zweiter_ü.jpg",
                "Probe/3_3.jpg",
                "Gallery_Match/7_a.jpg",
                "Gallery_Match/odd name 300.jpg",
                "Gallery_Distractor/any.jpg")) {
            Path file = folder.resolve("Testing_Set").resolve(picture);
            Files.createDirectories(file.getParent());
            Files.write(file, new byte[] {1});
        }
    }

    private Path put(String name, String packed) throws IOException {
        Path file = folder.resolve("Testing_Set").resolve(name);
        Files.write(file, Base64.getDecoder().decode(packed));
        return file;
    }

    @Test
    void textsAndNumbersAreReadPackedOrNot() throws IOException {
        for (String packed : List.of(GALLERY, GALLERY_PACKED)) {
            MatlabFile file = MatlabFile.read(put("x.mat", packed));
            assertArrayEquals(new double[] {7, 300}, file.numbers("gallery_ids"));
            assertEquals(List.of("7_a.jpg", "x/odd name 300.jpg"), file.texts("gallery_set"));
            assertThrows(InputException.class, () -> file.numbers("gallery_set"));
            assertThrows(InputException.class, () -> file.texts("probe_set"));
        }
        MatlabFile probes = MatlabFile.read(put("x.mat", PROBES));
        assertEquals(List.of("first.jpg", "zweiter_ü.jpg", "3_3.jpg"), probes.texts("probe_set"));
        assertArrayEquals(new double[] {7, 300, 7}, probes.numbers("probe_ids"));
    }

    @Test
    void damagedFilesAreRefusedAndNothingElseHappens() throws IOException {
        Random random = new Random(2);
        for (String packed : List.of(GALLERY, PROBES)) {
            byte[] whole = Base64.getDecoder().decode(packed);
            Path file = folder.resolve("damaged.mat");
            for (int round = 0; round < 500; round++) {
                byte[] damaged = Arrays.copyOf(whole, round % 2 == 0 ? whole.length : random.nextInt(whole.length));
                for (int i = 0; damaged.length > 128 && i < 3; i++) {
                    damaged[128 + random.nextInt(damaged.length - 128)] = (byte) random.nextInt();
                }
                Files.write(file, damaged);
                try {
                    MatlabFile.read(file);
                } catch (InputException e) {
                    assertEquals(file, e.problems().get(0).file());
                }
            }
        }
    }

    @Test
    void aTableOfTwoBillionEmptyRowsHasNone() throws IOException {
        byte[] bytes = Base64.getDecoder().decode(GALLERY);
        ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int shape = 0;
        while (words.getInt(shape) != 1 || words.getInt(shape + 4) != 7) {
            shape += 4;
        }
        words.putInt(shape, Integer.MAX_VALUE).putInt(shape + 4, 0);
        Path file = Files.write(folder.resolve("rows.mat"), bytes);
        assertEquals(List.of("", "x/odd name 300.jpg"), MatlabFile.read(file).texts("gallery_set"));
    }

    @Test
    void moreNumbersThanAnyListHasAreRefused() throws IOException {
        int most = 1 << 22;
        assertEquals(most, MatlabFile.read(numbers(most)).numbers("n").length);
        Path file = numbers(most + 1);
        assertThrows(InputException.class, () -> MatlabFile.read(file));
    }

    /** A file with one variable of so many bytes. */
    private Path numbers(int count) throws IOException {
        int padded = (count + 7) / 8 * 8;
        ByteBuffer to = ByteBuffer.allocate(128 + 48 + padded + 8).order(ByteOrder.LITTLE_ENDIAN);
        to.put(Base64.getDecoder().decode(GALLERY), 0, 128);
        to.putInt(14).putInt(48 + padded);
        to.putInt(6).putInt(8).putInt(9).putInt(0);
        to.putInt(5).putInt(8).putInt(count).putInt(1);
        to.putInt(1 << 16 | 1).putInt('n');
        to.putInt(2).putInt(count);
        return Files.write(folder.resolve("numbers.mat"), to.array());
    }

    @Test
    void aPictureOfTwoPersonsIsRefusedWithBoth() throws IOException {
        put(PersonLists.PROBES, PROBES);
        String twice = new String(Base64.getDecoder().decode(GALLERY), StandardCharsets.ISO_8859_1)
                .replace("x/odd name 300.jpg", "another_ab/7_a.jpg");
        Files.write(
                folder.resolve("Testing_Set").resolve(PersonLists.GALLERY),
                twice.getBytes(StandardCharsets.ISO_8859_1));
        assertEquals("7_a.jpg is in it twice, as person 7 and as person 300", problem());
    }

    @Test
    void theListsSayWhoIsWho() throws IOException {
        put(PersonLists.GALLERY, GALLERY);
        put(PersonLists.PROBES, PROBES);
        TinyFaceLayout layout = TinyFaceLayout.open(folder);
        // By name: 3_3, first, zweiter_ü, then 7_a and odd name 300, then the distractor.
        assertArrayEquals(new int[] {7, 7, 300, 7, 300, TinyFaceLayout.NOBODY}, layout.persons());
        Files.delete(folder.resolve("Testing_Set/Gallery_Match/7_a.jpg"));
        assertTrue(problem().contains("1 of 2 pictures of the list are not here, the first is 7_a.jpg"), problem());
        Files.write(folder.resolve("Testing_Set/Gallery_Match/7_a.jpg"), new byte[] {1});
        Files.write(folder.resolve("Testing_Set/Probe/4_1.jpg"), new byte[] {1});
        assertTrue(problem().startsWith("It is not in the list "), problem());
    }

    @Test
    void oneListAloneIsNotEnough() throws IOException {
        put(PersonLists.GALLERY, GALLERY);
        InputException refused = assertThrows(InputException.class, () -> TinyFaceLayout.open(folder));
        assertEquals(
                folder.resolve("Testing_Set").resolve(PersonLists.PROBES),
                refused.problems().get(0).file());
    }

    @Test
    void alignedPicturesHaveTheListsOfTheOriginalSetBesideThem() throws IOException {
        Files.move(folder.resolve("Testing_Set"), folder.resolve("aligned"));
        Files.createDirectories(folder.resolve("Testing_Set"));
        Path original = Files.createDirectories(folder.resolve("tinyface/Testing_Set"));
        Files.move(put(PersonLists.GALLERY, GALLERY), original.resolve(PersonLists.GALLERY));
        Files.move(put(PersonLists.PROBES, PROBES), original.resolve(PersonLists.PROBES));
        assertEquals(300, TinyFaceLayout.open(folder.resolve("aligned")).persons()[2]);
    }

    private String problem() {
        return assertThrows(InputException.class, () -> TinyFaceLayout.open(folder))
                .problems()
                .get(0)
                .message();
    }
}
