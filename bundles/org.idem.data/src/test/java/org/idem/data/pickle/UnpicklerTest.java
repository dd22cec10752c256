package org.idem.data.pickle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.idem.core.InputException;
import org.idem.data.format.Datasets;
import org.idem.data.io.MappedFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Opcodes one by one, as Python's {@code pickletools} lists them, and pickles that no pickler writes. */
class UnpicklerTest {
    @TempDir
    private Path folder;

    private Object run(String hex) throws IOException {
        return run(hex, 100);
    }

    private Object run(String hex, long operations) throws IOException {
        Path file = Files.write(folder.resolve("p"), HexFormat.of().parseHex(hex.replace(" ", "")));
        PickleInput input = new PickleInput(MappedFile.open(file));
        return new Unpickler(input, new NumpyGlobals(input), operations).run();
    }

    @ParameterizedTest
    @CsvSource({
        "items one by one, 8004 7d 8c0161 4b05 73 8c0162 4b06 73 2e",
        "items in a batch, 8004 7d 28 8c0161 4b05 8c0162 4b06 75 2e",
        "items first, 8004 28 8c0161 4b05 8c0162 4b06 64 2e",
        "the later one holds, 8004 7d 28 8c0161 4b09 8c0161 4b05 8c0162 4b06 75 2e"
    })
    void dictionaries(String form, String hex) throws IOException {
        assertEquals(Map.of("a", 5L, "b", 6L), run(hex), form);
    }

    @Test
    void numbersAreKeysToo() throws IOException {
        assertEquals(Map.of(7L, 1L), run("8002 7d 4b07 88 73 2e"));
    }

    @Test
    void setsAreLists() throws IOException {
        assertEquals(List.of(5L, 6L), run("8004 8f 28 4b05 4b06 90 2e"));
        assertEquals(List.of(5L, 6L), run("8004 28 4b05 4b06 91 2e"));
    }

    @Test
    void whatLiesAboveAMarkCanBeDropped() throws IOException {
        assertEquals(9L, run("8002 4b09 28 4b05 4b06 31 2e"));
    }

    @Test
    void anArrayHasShapeTypeAndBytesInTheFile() throws IOException {
        String reconstruct = "636e756d70792e636f72652e6d756c746961727261790a5f7265636f6e7374727563740a";
        String dtype = "636e756d70790a64747970650a 8c026634 85 52";
        Object value =
                run("8004" + reconstruct + "29 52 28 4b01 4b01 4b02 86" + dtype + "88 4308 0000803f00000040 74 62 2e");
        PickleValues.Array array = assertInstanceOf(PickleValues.Array.class, value);
        assertEquals(new PickleValues.Tuple(List.of(1L, 2L)), array.shape());
        assertEquals("f4", array.type().code());
        assertTrue(array.columnsFirst());
        assertEquals(8, assertInstanceOf(Bytes.class, array.data()).length());
    }

    @ParameterizedTest
    @CsvSource({
        "an odd number of items, 8002 7d 28 4b05 75 2e, is no dictionary",
        "items of a list, 8002 5d 4b05 4b06 73 2e, is no dictionary",
        "a key that is a list, 8002 7d 5d 4b06 73 2e, Expected a name",
        "a wrong place in the memo, 8002 6807 2e, Nothing is remembered as 7",
        "an empty stack, 8002 51 2e, The stack is empty",
        "data elsewhere, 8002 4b01 51 2e, outside of itself",
        "a call of a number, 8002 4b01 29 52 2e, no callable",
        "a new object, 8002 4b01 29 81 2e, Opcode 0x81",
        "code, 8002 636e740a73797374656d0a 2e, nt.system",
        "a state for a number, 8002 4b01 29 62 2e, has none",
        "no end, 8002 7d, ends inside"
    })
    void brokenOnes(String what, String hex, String message) {
        PickleException e = assertThrows(PickleException.class, () -> run(hex), what);
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void operationsAreCounted() throws IOException {
        assertEquals(List.of(1L, 1L), run("8002 5d 88 61 88 61 2e", 5));
        PickleException e = assertThrows(PickleException.class, () -> run("8002 5d 88 61 88 61 2e", 4));
        assertTrue(e.getMessage().contains("More than 4 operations"));
    }

    @Test
    void onlyTheGivenPartIsRead() throws IOException {
        Path file = Files.write(folder.resolve("p"), HexFormat.of().parseHex("ffff80024b052eff"));
        MappedFile mapped = MappedFile.open(file);
        PickleInput input = new PickleInput(mapped, 2, 7);
        assertEquals(5L, new Unpickler(input, new NumpyGlobals(input), 9).run());
        assertEquals(7, input.position());
        PickleInput cut = new PickleInput(mapped, 2, 6);
        assertThrows(PickleException.class, () -> new Unpickler(cut, new NumpyGlobals(cut), 9).run());
        assertThrows(PickleException.class, () -> new PickleInput(mapped, 2, 9));
    }

    /** {@code ([array never filled, array never filled], [True])} once ended in a null pointer. */
    @Test
    void anImageThatIsAnArrayWithoutState() throws IOException {
        String array = "636e756d70792e636f72652e6d756c746961727261790a5f7265636f6e7374727563740a 29 52";
        String hex = "8002 5d 28 5d 28" + array + array + "65 5d 88 61 65 2e";
        Path file = Files.write(folder.resolve("p.bin"), HexFormat.of().parseHex(hex.replace(" ", "")));
        InputException e = assertThrows(InputException.class, () -> Datasets.openPairs(file));
        assertTrue(e.getMessage().contains("without an element type"), e.getMessage());
    }
}
