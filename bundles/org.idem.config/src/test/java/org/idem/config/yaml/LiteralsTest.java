package org.idem.config.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralsTest {

    @ParameterizedTest
    @CsvSource({
        "5e-4, 5e-4",
        "1e-8, 1e-8",
        "1.0/255.0, 0.00392156862745098",
        "-3, -3",
        "+.5, 0.5",
        "1_000, 1000",
        "0x1F, 31",
        "0b101, 5",
        "010, 8",
        "0o10, 8",
        "-0x10, -16",
        "3., 3",
        "1/4, 0.25",
        "6.0E-2, 0.06",
        "0, 0",
        "-0, 0"
    })
    void numbers(String text, double value) {
        assertEquals(value, Literals.number(text).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "1/0",
                "1/2/3",
                ".inf",
                "nan",
                "1e999",
                "__import__('os')",
                "1+1",
                "0x",
                "e5",
                ".",
                "1 2",
                "-",
                "/",
                "0xFFFFFFFFFFFFFFFFFFFF"
            })
    void noNumbers(String text) {
        assertEquals(true, Literals.number(text).isEmpty());
    }

    @Test
    void values() {
        assertEquals(7, Literals.parse("7"));
        assertEquals(7.0, Literals.parse("7.0"));
        assertEquals(true, Literals.parse("True"));
        assertEquals(false, Literals.parse("off"));
        assertNull(Literals.parse("None"));
        assertEquals(List.of(0.9, 0.999), Literals.parse("(0.9, 0.999)"));
        assertEquals(List.of("dist", 1, List.of(2)), Literals.parse("['dist', 1, (2,)]"));
        assertEquals("open('x').read()", Literals.parse("open('x').read()"));
        assertEquals(List.of("a,b"), Literals.elements("['a,b']"));
        assertNull(Literals.elements("(1"));
    }
}
