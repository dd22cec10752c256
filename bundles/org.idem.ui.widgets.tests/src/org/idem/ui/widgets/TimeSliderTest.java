package org.idem.ui.widgets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.ImageData;
import org.idem.ui.widgets.TimeSlider.Mark;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TimeSliderTest extends UiTest {
    private final List<Double> moves = new ArrayList<>();
    private TimeSlider slider;

    @BeforeEach
    void create() {
        shell.setSize(520, 120);
        slider = new TimeSlider(shell);
        slider.setMarks(List.of(new Mark(0.25, "checkpoint", false), new Mark(0.75, "loss is NaN", true)));
        slider.onMove(moves::add);
        slider.setWords(at -> Math.round(100 * at) + " %");
        open();
    }

    @Test
    void keysMoveItAndCtrlGoesFromSignToSign() {
        assertEquals(1, slider.share());
        key(slider, SWT.HOME, 0);
        key(slider, SWT.ARROW_RIGHT, 0);
        key(slider, SWT.PAGE_DOWN, 0);
        key(slider, SWT.ARROW_RIGHT, SWT.MOD1);
        key(slider, SWT.ARROW_RIGHT, SWT.MOD1);
        key(slider, SWT.ARROW_RIGHT, SWT.MOD1);
        key(slider, SWT.END, 0);
        key(slider, SWT.ARROW_LEFT, SWT.MOD1);
        assertEquals(List.of(0.0, 0.005, 0.055, 0.25, 0.75, 1.0, 0.75), moves);
    }

    @Test
    void theMouseMovesItAndASignAttracts() {
        int width = slider.getClientArea().width;
        mouse(slider, SWT.MouseDown, 10, 10, 0);
        mouse(slider, SWT.MouseMove, width / 2, 10, SWT.BUTTON1);
        mouse(slider, SWT.MouseDown, 10 + (width - 20) / 4 + 3, 10, 0);
        assertEquals(3, moves.size());
        assertEquals(0, moves.get(0));
        assertEquals(0.5, moves.get(1), 0.01);
        assertEquals(0.25, moves.get(2));
        mouse(slider, SWT.MouseMove, 10 + (width - 20) * 3 / 4, 10, 0);
        assertEquals("loss is NaN\n75 %", slider.getToolTipText());
        assertEquals(3, moves.size());
    }

    @Test
    void whatSetsItIsNotTold() {
        slider.setShare(0.5, "then");
        slider.setShare(7, "now");
        assertEquals(1, slider.share());
        assertTrue(moves.isEmpty());
    }

    @Test
    void focusIsSeen() {
        slider.setShare(0.1, "");
        drain();
        shell.forceActive();
        slider.forceFocus();
        until("it has the focus", slider::isFocusControl);
        ImageData with = picture(slider);
        slider.setMarks(List.of());
        ImageData without = picture(slider);
        assertFalse(Arrays.equals(with.data, without.data), "signs are painted");
    }
}
