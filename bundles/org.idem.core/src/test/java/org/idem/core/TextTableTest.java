package org.idem.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
    private static final TextTable TABLE = new TextTable(
            List.of(TextTable.Column.text("Run"), new TextTable.Column("loss_best", true, List.of(1))),
            List.of(List.of("a, b", ""), List.of("50 % \"x\"", "0.25")));

    @Test
    void booktabsSetsOffTheBestAndEscapes() {
        assertEquals(
                """
                % needs \\usepackage{booktabs}
                \\begin{tabular}{lr}
                \\toprule
                Run & loss\\_best \\\\
                \\midrule
                a, b & -- \\\\
                50 \\% "x" & \\textbf{0.25} \\\\
                \\bottomrule
                \\end{tabular}
                """,
                TABLE.booktabs());
    }

    @Test
    void fieldsAreQuotedWhereTheyNeedIt() {
        assertEquals("Run,loss_best\n\"a, b\",\n\"50 % \"\"x\"\"\",0.25\n", TABLE.csv());
        assertEquals("Run\tloss_best\na, b\t\n50 % \"x\"\t0.25\n", TABLE.tabs());
    }

    @Test
    void rowsHaveACellForEachColumn() {
        List<TextTable.Column> one = List.of(TextTable.Column.text("Run"));
        assertThrows(IllegalArgumentException.class, () -> new TextTable(one, List.of(List.of("a", "b"))));
    }
}
