package org.idem.data.pickle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.idem.data.io.MappedFile;
import org.idem.data.pickle.PickleValues.None;
import org.idem.data.pickle.PickleValues.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same value in every protocol, as Python 3 writes it with {@code pickle.dumps}, and as Python 2 does. */
class PickleProtocolsTest {
    private static final String PROTOCOL_0 =
            "KChscDAKY19jb2RlY3MKZW5jb2RlCnAxCihWXHUwMDAwAQIDBAUGBwgJXHUwMDBhCwxcdTAwMGQODxAREhMUFRYXGBlc"
                    + "dTAwMWEbHB0eHyAhIiMkJSYnKCkqKywtLi8wMTIzNDU2Nzg5Ojs8PT4/QEFCQ0RFRkdISUpLTE1OT1BRUlNUVVZXWFla"
                    + "W1x1MDA1Y11eX2BhYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5ent8fX5/gIGCg4SFhoeIiYqLjI2Oj5CRkpOUlZaXmJma"
                    + "m5ydnp+goaKjpKWmp6ipqqusra6vsLGys7S1tre4ubq7vL2+v8DBwsPExcbHyMnKy8zNzs/Q0dLT1NXW19jZ2tvc3d7f"
                    + "4OHi4+Tl5ufo6err7O3u7/Dx8vP09fb3+Pn6+/z9/v8KcDIKVmxhdGluMQpwMwp0cDQKUnA1CmFjX19idWlsdGluX18K"
                    + "Ynl0ZXMKcDYKKHRScDcKYWcxCihWYWIKcDgKZzMKdHA5ClJwMTAKYShscDExCkkwMQphSTAwCmFJNwphSS0zCmFGMS41"
                    + "CmFOYUwxMDAwMDAwMDAwMEwKYXRwMTIKLg==";
    private static final String PROTOCOL_1 =
            "KF1xAChjX2NvZGVjcwplbmNvZGUKcQEoWIABAAAAAQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyAhIiMkJSYn"
                    + "KCkqKywtLi8wMTIzNDU2Nzg5Ojs8PT4/QEFCQ0RFRkdISUpLTE1OT1BRUlNUVVZXWFlaW1xdXl9gYWJjZGVmZ2hpamts"
                    + "bW5vcHFyc3R1dnd4eXp7fH1+f8KAwoHCgsKDwoTChcKGwofCiMKJworCi8KMwo3CjsKPwpDCkcKSwpPClMKVwpbCl8KY"
                    + "wpnCmsKbwpzCncKewp/CoMKhwqLCo8KkwqXCpsKnwqjCqcKqwqvCrMKtwq7Cr8KwwrHCssKzwrTCtcK2wrfCuMK5wrrC"
                    + "u8K8wr3CvsK/w4DDgcOCw4PDhMOFw4bDh8OIw4nDisOLw4zDjcOOw4/DkMORw5LDk8OUw5XDlsOXw5jDmcOaw5vDnMOd"
                    + "w57Dn8Ogw6HDosOjw6TDpcOmw6fDqMOpw6rDq8Osw63DrsOvw7DDscOyw7PDtMO1w7bDt8O4w7nDusO7w7zDvcO+w79x"
                    + "AlgGAAAAbGF0aW4xcQN0cQRScQVjX19idWlsdGluX18KYnl0ZXMKcQYpUnEHaAEoWAIAAABhYnEIaAN0cQlScQplXXEL"
                    + "KEkwMQpJMDAKSwdK/f///0c/+AAAAAAAAE5MMTAwMDAwMDAwMDBMCmV0cQwu";
    private static final String PROTOCOL_2 =
            "gAJdcQAoY19jb2RlY3MKZW5jb2RlCnEBWIABAAAAAQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyAhIiMkJSYn"
                    + "KCkqKywtLi8wMTIzNDU2Nzg5Ojs8PT4/QEFCQ0RFRkdISUpLTE1OT1BRUlNUVVZXWFlaW1xdXl9gYWJjZGVmZ2hpamts"
                    + "bW5vcHFyc3R1dnd4eXp7fH1+f8KAwoHCgsKDwoTChcKGwofCiMKJworCi8KMwo3CjsKPwpDCkcKSwpPClMKVwpbCl8KY"
                    + "wpnCmsKbwpzCncKewp/CoMKhwqLCo8KkwqXCpsKnwqjCqcKqwqvCrMKtwq7Cr8KwwrHCssKzwrTCtcK2wrfCuMK5wrrC"
                    + "u8K8wr3CvsK/w4DDgcOCw4PDhMOFw4bDh8OIw4nDisOLw4zDjcOOw4/DkMORw5LDk8OUw5XDlsOXw5jDmcOaw5vDnMOd"
                    + "w57Dn8Ogw6HDosOjw6TDpcOmw6fDqMOpw6rDq8Osw63DrsOvw7DDscOyw7PDtMO1w7bDt8O4w7nDusO7w7zDvcO+w79x"
                    + "AlgGAAAAbGF0aW4xcQOGcQRScQVjX19idWlsdGluX18KYnl0ZXMKcQYpUnEHaAFYAgAAAGFicQhoA4ZxCVJxCmVdcQso"
                    + "iIlLB0r9////Rz/4AAAAAAAATooFAOQLVAJlhnEMLg==";
    private static final String PROTOCOL_4 =
            "gASVMwEAAAAAAABdlChCAAEAAAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4fICEiIyQlJicoKSorLC0uLzAx"
                    + "MjM0NTY3ODk6Ozw9Pj9AQUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVpbXF1eX2BhYmNkZWZnaGlqa2xtbm9wcXJzdHV2"
                    + "d3h5ent8fX5/gIGCg4SFhoeIiYqLjI2Oj5CRkpOUlZaXmJmam5ydnp+goaKjpKWmp6ipqqusra6vsLGys7S1tre4ubq7"
                    + "vL2+v8DBwsPExcbHyMnKy8zNzs/Q0dLT1NXW19jZ2tvc3d7f4OHi4+Tl5ufo6err7O3u7/Dx8vP09fb3+Pn6+/z9/v+U"
                    + "QwCUQwJhYpRlXZQoiIlLB0r9////Rz/4AAAAAAAATooFAOQLVAJlhpQu";
    private static final String PYTHON_2 =
            "KChscDAKUydceDAwXHgwMVx4MDJceDAzXHgwNFx4MDVceDA2XHgwN1x4MDhcdFxuXHgwYlx4MGNcclx4MGVceDBmXHgx"
                    + "MFx4MTFceDEyXHgxM1x4MTRceDE1XHgxNlx4MTdceDE4XHgxOVx4MWFceDFiXHgxY1x4MWRceDFlXHgxZiAhIiMkJSZc"
                    + "JygpKissLS4vMDEyMzQ1Njc4OTo7PD0+P0BBQkNERUZHSElKS0xNTk9QUVJTVFVWV1hZWltcXF1eX2BhYmNkZWZnaGlq"
                    + "a2xtbm9wcXJzdHV2d3h5ent8fX5ceDdmXHg4MFx4ODFceDgyXHg4M1x4ODRceDg1XHg4Nlx4ODdceDg4XHg4OVx4OGFc"
                    + "eDhiXHg4Y1x4OGRceDhlXHg4Zlx4OTBceDkxXHg5Mlx4OTNceDk0XHg5NVx4OTZceDk3XHg5OFx4OTlceDlhXHg5Ylx4"
                    + "OWNceDlkXHg5ZVx4OWZceGEwXHhhMVx4YTJceGEzXHhhNFx4YTVceGE2XHhhN1x4YThceGE5XHhhYVx4YWJceGFjXHhh"
                    + "ZFx4YWVceGFmXHhiMFx4YjFceGIyXHhiM1x4YjRceGI1XHhiNlx4YjdceGI4XHhiOVx4YmFceGJiXHhiY1x4YmRceGJl"
                    + "XHhiZlx4YzBceGMxXHhjMlx4YzNceGM0XHhjNVx4YzZceGM3XHhjOFx4YzlceGNhXHhjYlx4Y2NceGNkXHhjZVx4Y2Zc"
                    + "eGQwXHhkMVx4ZDJceGQzXHhkNFx4ZDVceGQ2XHhkN1x4ZDhceGQ5XHhkYVx4ZGJceGRjXHhkZFx4ZGVceGRmXHhlMFx4"
                    + "ZTFceGUyXHhlM1x4ZTRceGU1XHhlNlx4ZTdceGU4XHhlOVx4ZWFceGViXHhlY1x4ZWRceGVlXHhlZlx4ZjBceGYxXHhm"
                    + "Mlx4ZjNceGY0XHhmNVx4ZjZceGY3XHhmOFx4ZjlceGZhXHhmYlx4ZmNceGZkXHhmZVx4ZmYnCnAxCmFTJycKcDIKYVMn"
                    + "YWInCnAzCmEobHA0CkkwMQphSTAwCmFJNwphSS0zCmFGMS41CmFOYUwxMDAwMDAwMDAwMEwKYXRwNQou";

    @TempDir
    private Path folder;

    private MappedFile file;

    private Object run(byte[] pickle) throws IOException {
        return run(pickle, HeapBudget.ofHeap());
    }

    private Object run(byte[] pickle, HeapBudget budget) throws IOException {
        file = MappedFile.open(Files.write(folder.resolve("p"), pickle));
        PickleInput input = new PickleInput(file);
        return new Unpickler(input, new NumpyGlobals(input), 1 << 20, budget).run();
    }

    private byte[] bytesOf(Object value) {
        ByteBuffer decoded = assertInstanceOf(Bytes.class, value).decode(file);
        byte[] bytes = new byte[decoded.remaining()];
        decoded.get(bytes);
        return bytes;
    }

    static Stream<Arguments> protocols() {
        return Stream.of(
                Arguments.of("0", PROTOCOL_0),
                Arguments.of("1", PROTOCOL_1),
                Arguments.of("2", PROTOCOL_2),
                Arguments.of("4", PROTOCOL_4),
                Arguments.of("0 of Python 2", PYTHON_2));
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void bytesAndNumbersAreThoseThatWerePickled(String protocol, String base64) throws IOException {
        Tuple both = assertInstanceOf(Tuple.class, run(Base64.getDecoder().decode(base64)));
        List<?> strings = PickleValues.sequence(both.items().get(0));
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        assertArrayEquals(all, bytesOf(strings.get(0)), protocol);
        assertEquals(256, ((Bytes) strings.get(0)).decodedLength(file));
        assertEquals(0, bytesOf(strings.get(1)).length);
        assertArrayEquals("ab".getBytes(StandardCharsets.US_ASCII), bytesOf(strings.get(2)));
        assertEquals(
                Arrays.asList(1L, 0L, 7L, -3L, 1.5, None.INSTANCE, 10_000_000_000L),
                both.items().get(1));
    }

    @ParameterizedTest
    @CsvSource({"__builtin__,bytes", "builtins,bytes", "__builtin__,bytearray", "builtins,bytearray"})
    void emptyByteStringsAreCallsWithoutArguments(String module, String name) throws IOException {
        byte[] pickle =
                ("\u0080\u0002c" + module + "\n" + name + "\nq\0)Rq\u0001.").getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(0, bytesOf(run(pickle)).length);
    }

    @ParameterizedTest
    @CsvSource({"S'\\x4'", "S'\\'", "S'a", "S", "V\\u12", "V\\u12x4", "V\\U00110000", "Iten", "Lx", "Fx", "p-", "gnine"
    })
    void whatNoPicklerWritesIsRefused(String line) {
        byte[] pickle = ("(" + line + "\nt.").getBytes(StandardCharsets.ISO_8859_1);
        assertThrows(PickleException.class, () -> {
            Object item = ((Tuple) run(pickle)).items().get(0);
            bytesOf(item);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(cposix\nsystem\n(S'x'\ntR.",
                "(S'x'\niposix\nsystem\n.",
                "(cposix\nsystem\nS'x'\no.",
                "(Pdata\nt."
            })
    void nothingIsCalledInOldProtocolsEither(String pickle) {
        assertThrows(PickleException.class, () -> run(pickle.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void escapesThatPythonDoesNotKnowStay() throws IOException {
        Tuple value =
                (Tuple) run("(S'\\q\\101\\7\\tb\\\"'\nV\\\\u0041\\u0041\nt.".getBytes(StandardCharsets.ISO_8859_1));
        assertArrayEquals(
                "\\qA\u0007\tb\"".getBytes(StandardCharsets.ISO_8859_1),
                bytesOf(value.items().get(0)));
        assertArrayEquals(
                "\\\\u0041A".getBytes(StandardCharsets.ISO_8859_1),
                bytesOf(value.items().get(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"]", "}", ")", "K\u0001", "]\u0094", "(", "]2"})
    void aPickleMadeToFillTheHeapIsRefusedInTime(String repeated) {
        byte[] pickle = ("\u0080\u0004" + repeated.repeat(20_000)).getBytes(StandardCharsets.ISO_8859_1);
        PickleException refused = assertThrows(PickleException.class, () -> run(pickle, HeapBudget.of(1_000_000)));
        assertTrue(refused.getMessage().contains("needs more memory than 976.6 KiB"), refused.getMessage());
    }
}
