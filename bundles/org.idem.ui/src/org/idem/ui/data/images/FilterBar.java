package org.idem.ui.data.images;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.layout.RowData;
import org.eclipse.swt.layout.RowLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.idem.data.select.ImageSort;
import org.idem.data.select.NumberRange;
import org.idem.ui.data.ImageFlag;
import org.idem.ui.data.ImageQuery;
import org.idem.ui.widgets.TextHistory;

/** Fields for what is shown and in which order. UI thread only. */
final class FilterBar {
    private static final String RANGES = "A number, 10-20, <20 or >=10";
    private static final List<ImageSort> SORTS = List.of(ImageSort.values());

    private final Composite bar;
    private final Text key;
    private final Text identities;
    private final Text side;
    private final Combo flag;
    private final Combo sort;
    private final Button clear;
    private final Label wrong;
    private final Consumer<ImageQuery> asked;
    private List<ImageFlag> flags = List.of(ImageFlag.ANY);
    private ImageQuery.Subset among = ImageQuery.Subset.WHOLE;
    private boolean filling;

    /** Calls {@code asked} whenever what the fields say has changed. */
    FilterBar(Composite parent, Consumer<ImageQuery> asked) {
        this.asked = asked;
        bar = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().margins(4, 2).applyTo(bar);
        Composite row = new Composite(bar, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(row);
        RowLayout layout = new RowLayout();
        layout.center = true;
        layout.spacing = 4;
        layout.marginLeft = 0;
        layout.marginRight = 0;
        row.setLayout(layout);
        key = field(row, 92, "Key", "Part of an image's key");
        identities = field(row, 76, "Identity", "Identities: " + RANGES);
        side = field(row, 66, "Pixels", "Pixels of the shorter side: " + RANGES);
        flag = choice(row, 122, "What is known of an image");
        sort = choice(row, 122, "Order");
        sort.setItems(SORTS.stream().map(ImageSort::words).toArray(String[]::new));
        sort.select(0);
        clear = new Button(row, SWT.PUSH);
        clear.setText("Show All");
        clear.addListener(SWT.Selection, event -> clear());
        wrong = new Label(row, SWT.NONE);
        offer(flags, true);
        enable(false);
    }

    private Text field(Composite row, int width, String name, String help) {
        Text text = new Text(row, SWT.SEARCH | SWT.ICON_CANCEL);
        TextHistory.keep(text);
        text.setMessage(name);
        text.setToolTipText(help);
        name(text, help);
        text.setLayoutData(new RowData(width, SWT.DEFAULT));
        text.addListener(SWT.Modify, event -> ask());
        return text;
    }

    private Combo choice(Composite row, int width, String name) {
        Combo combo = new Combo(row, SWT.READ_ONLY);
        combo.setLayoutData(new RowData(width, SWT.DEFAULT));
        combo.setToolTipText(name);
        name(combo, name);
        combo.addListener(SWT.Selection, event -> ask());
        return combo;
    }

    private static void name(Control control, String name) {
        control.getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent event) {
                event.result = name;
            }
        });
    }

    /** The widget to lay out. */
    Control control() {
        return bar;
    }

    /** Takes what a set can be asked for; one without keys and identities has no fields for them. */
    void offer(List<ImageFlag> choices, boolean hasKeys) {
        flags = choices;
        filling = true;
        flag.setItems(choices.stream().map(ImageFlag::words).toArray(String[]::new));
        flag.select(0);
        filling = false;
        for (Control one : List.of(key, identities, side, sort)) {
            one.setVisible(hasKeys);
            ((RowData) one.getLayoutData()).exclude = !hasKeys;
        }
        enable(true);
        layout();
    }

    private void enable(boolean on) {
        for (Control one : List.of(key, identities, side, flag, sort)) {
            one.setEnabled(on);
        }
        clear.setEnabled(on && !query().equals(ImageQuery.ALL));
    }

    /** Asks for these images alone. */
    void showOnly(ImageQuery.Subset subset) {
        reset();
        among = subset;
        ask();
    }

    /** Asks for everything. */
    void clear() {
        reset();
        ask();
    }

    /** Empties the fields without asking. */
    void reset() {
        filling = true;
        Arrays.asList(key, identities, side).forEach(text -> text.setText(""));
        flag.select(0);
        sort.select(0);
        among = ImageQuery.Subset.WHOLE;
        filling = false;
        tell();
    }

    /** Puts the keyboard where keys are typed. */
    void setFocus() {
        if (key.isVisible()) {
            key.setFocus();
            key.selectAll();
        } else {
            flag.setFocus();
        }
    }

    private void ask() {
        if (!filling) {
            tell();
            if (wrong.getText().isEmpty()) {
                asked.accept(query());
            }
        }
    }

    /** What the fields say now; what cannot be understood asks for everything. */
    private ImageQuery query() {
        return new ImageQuery(
                key.getText().strip(),
                NumberRange.parse(identities.getText()).orElse(NumberRange.ALL),
                NumberRange.parse(side.getText()).orElse(NumberRange.ALL),
                flags.get(Math.max(0, flag.getSelectionIndex())),
                SORTS.get(Math.max(0, sort.getSelectionIndex())),
                among);
    }

    private void tell() {
        boolean understood = NumberRange.parse(identities.getText()).isPresent()
                && NumberRange.parse(side.getText()).isPresent();
        String words = understood ? "" : "⚠ " + RANGES;
        clear.setEnabled(!understood || !query().equals(ImageQuery.ALL));
        if (!words.equals(wrong.getText())) {
            wrong.setText(words);
            layout();
        }
    }

    private void layout() {
        bar.getParent().layout(true, true);
    }
}
