package org.idem.ui.run;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.idem.core.Units;
import org.idem.ui.icons.Icons;
import org.idem.ui.widgets.Colors;
import org.idem.ui.widgets.TimeSlider;

/**
 * What moves a run through its time: stands above the pages as long as they show the past, in a colour of its own, so that
 * nobody takes the past for the present. UI thread only.
 */
final class ReplayBar {
    private final Composite bar;
    private final Button play;
    private final TimeSlider slider;
    private final Label moment;
    private final Combo speed;
    private final LocalResourceManager images;
    private RunMoment shown;

    /**
     * A bar that is not seen yet.
     *
     * @param move told where on the line the user wants to be
     * @param playOrPause called when the user wants it to go on by itself, or to stop that
     * @param back called when the user wants the present again
     */
    ReplayBar(Composite parent, DoubleConsumer move, Runnable playOrPause, Runnable back) {
        bar = new Composite(parent, SWT.NONE);
        bar.setBackgroundMode(SWT.INHERIT_FORCE);
        GridLayoutFactory.fillDefaults()
                .numColumns(5)
                .margins(12, 6)
                .spacing(8, 4)
                .applyTo(bar);
        GridDataFactory.fillDefaults().grab(true, false).exclude(true).applyTo(bar);
        bar.setVisible(false);
        images = new LocalResourceManager(JFaceResources.getResources(), bar);
        Label past = new Label(bar, SWT.NONE);
        past.setText("Past");
        past.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DEFAULT_FONT));
        moment = new Label(bar, SWT.NONE);
        GridDataFactory.fillDefaults()
                .align(SWT.FILL, SWT.CENTER)
                .grab(true, false)
                .applyTo(moment);
        Label played = new Label(bar, SWT.NONE);
        played.setText("&Whole run:");
        speed = new Combo(bar, SWT.DROP_DOWN | SWT.READ_ONLY);
        speed.setItems(
                Arrays.stream(ReplaySpeed.values()).map(ReplaySpeed::word).toArray(String[]::new));
        speed.select(ReplaySpeed.IN_30_SECONDS.ordinal());
        Button now = new Button(bar, SWT.PUSH);
        now.setText("&Back to Now");
        now.setToolTipText("Show the run as it is (Esc)");
        now.addListener(SWT.Selection, event -> back.run());
        play = new Button(bar, SWT.PUSH);
        slider = new TimeSlider(bar);
        GridDataFactory.fillDefaults().grab(true, false).span(4, 1).applyTo(slider);
        slider.onMove(move);
        slider.setWords(
                at -> shown == null ? "" : RunPage.TIME.format(shown.line().at(at)));
        play.addListener(SWT.Selection, event -> playOrPause.run());
        slider.addListener(SWT.KeyDown, event -> {
            if (event.character == ' ') {
                playOrPause.run();
            }
        });
        showPlaying(false);
        Colors.follow(bar, this::recolor);
    }

    /** Shades of the parent's background, since the bar's own is what is set here. */
    private void recolor() {
        Composite parent = bar.getParent();
        Color paper = Colors.past(parent);
        if (!paper.equals(bar.getBackground())) {
            bar.setBackground(paper);
        }
        for (Control child : bar.getChildren()) {
            if (child instanceof Label || child instanceof TimeSlider) {
                child.setBackground(paper);
                child.setForeground(parent.getForeground());
            }
        }
    }

    /** Shows the bar, or hides it. */
    void setVisible(boolean visible) {
        ((GridData) bar.getLayoutData()).exclude = !visible;
        bar.setVisible(visible);
        bar.getParent().layout(true, true);
    }

    /** Gives its slider the focus. */
    void setFocus() {
        slider.setFocus();
    }

    ReplaySpeed speed() {
        return ReplaySpeed.values()[Math.max(0, speed.getSelectionIndex())];
    }

    void onSpeed(Consumer<ReplaySpeed> changed) {
        speed.addListener(SWT.Selection, event -> changed.accept(speed()));
    }

    /** Says whether it goes on by itself. */
    void showPlaying(boolean playing) {
        play.setImage(images.create((playing ? Icons.PAUSE : Icons.PLAY).descriptor()));
        play.setToolTipText(playing ? "Pause (Space)" : "Play (Space)");
    }

    /** Shows where the run is now; a knob that the user holds stays. */
    void show(RunMoment then, boolean moveKnob) {
        shown = then;
        String words = words(then);
        moment.setText(words);
        slider.setMarks(then.marks());
        if (moveKnob) {
            slider.setShare(then.share(), words);
        }
    }

    private static String words(RunMoment then) {
        String time = RunPage.TIME.format(then.when());
        Duration before = Duration.between(then.when(), then.line().last());
        String step = then.snapshot().row().steps();
        return time
                + (step.isEmpty() ? "" : "  ·  step " + step)
                + (before.toMillis() < 500
                        ? "  ·  the last there is"
                        : "  ·  " + Units.duration(before) + " before the last");
    }
}
