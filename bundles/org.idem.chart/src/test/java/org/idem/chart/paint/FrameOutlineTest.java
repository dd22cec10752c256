package org.idem.chart.paint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class FrameOutlineTest {
    private static final Rectangle2D FRAME = new Rectangle2D.Double(0, 10, 100, 80);
    private static final double TOP = 6;
    private static final double BOTTOM = 94;

    private static List<String> steps(Path2D path) {
        List<String> steps = new ArrayList<>();
        double[] at = new double[6];
        for (PathIterator all = path.getPathIterator(null); !all.isDone(); all.next()) {
            int kind = all.currentSegment(at);
            steps.add(
                    kind == PathIterator.SEG_CLOSE
                            ? "Z"
                            : String.format(
                                    Locale.ROOT,
                                    "%s %.0f %.0f",
                                    kind == PathIterator.SEG_MOVETO ? "M" : "L",
                                    at[0],
                                    at[1]));
        }
        return steps;
    }

    private static List<String> line(double[] x, double... y) {
        return steps(FrameOutline.line(x, y, FRAME));
    }

    @Test
    void whatIsInsideStaysAsItIs() {
        assertEquals(List.of("M 0 20", "L 10 30", "L 20 90"), line(new double[] {0, 10, 20}, 20, 30, 90));
    }

    @Test
    void aLineEndsWhereItGoesOutAndBeginsWhereItComesIn() {
        assertEquals(
                List.of("M 10 6", "L 20 56", "L 30 6", "M 50 6", "L 60 56"),
                line(new double[] {0, 20, 40, 60}, -44, 56, -44, 56));
        assertEquals(List.of("M 1 6", "L 9 94"), line(new double[] {0, 10}, TOP - 11, BOTTOM + 11));
        assertEquals(List.of(), line(new double[] {0, 10}, -476, -470));
    }

    @Test
    void sidesAreEdgesToo() {
        assertEquals(List.of("M -4 20", "L 50 20", "L 104 20"), line(new double[] {-60, 50, 170}, 20, 20, 20));
        List<double[]> corners =
                List.of(new double[] {50, 20}, new double[] {200, 20}, new double[] {200, 30}, new double[] {50, 30});
        assertEquals(
                List.of("M 50 20", "L 104 20", "L 104 30", "L 50 30", "Z"), steps(FrameOutline.area(corners, FRAME)));
    }

    @Test
    void gapsStayAndAPlaceBetweenThemIsAPoint() {
        assertEquals(
                List.of("M 0 20", "L 1 20", "M 3 50", "L 3 50"),
                line(new double[] {0, 1, 2, 3, 4}, 20, 20, Double.NaN, 50, Double.NaN));
    }

    @Test
    void anAreaIsCutAtBothEdges() {
        List<double[]> corners =
                List.of(new double[] {0, -94}, new double[] {50, 106}, new double[] {0, 106}, new double[] {0, 50});
        List<String> cut = steps(FrameOutline.area(corners, FRAME));
        assertEquals(List.of("M 25 6", "L 47 94", "L 0 94", "L 0 50", "L 0 6", "Z"), cut);
        assertEquals(List.of(), steps(FrameOutline.area(List.of(new double[] {0, 200}, new double[] {9, 300}), FRAME)));
    }
}
