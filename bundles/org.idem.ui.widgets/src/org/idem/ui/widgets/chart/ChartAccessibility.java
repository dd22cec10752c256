package org.idem.ui.widgets.chart;

import java.util.stream.Collectors;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleControlAdapter;
import org.eclipse.swt.accessibility.AccessibleControlEvent;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.idem.chart.ChartSeries;

/** What a screen reader says of a chart: its title, its curves, the values under the crosshair. */
final class ChartAccessibility {
    private ChartAccessibility() {}

    static void install(ChartCanvas canvas) {
        canvas.getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent event) {
                event.result = "Chart " + canvas.model().title();
            }

            @Override
            public void getDescription(AccessibleEvent event) {
                event.result = canvas.model().series().stream()
                        .map(ChartSeries::name)
                        .collect(Collectors.joining(
                                ", ", "Curves: ", ". " + canvas.model().status()));
            }
        });
        canvas.getAccessible().addAccessibleControlListener(new AccessibleControlAdapter() {
            @Override
            public void getRole(AccessibleControlEvent event) {
                event.detail = ACC.ROLE_GRAPHIC;
            }

            @Override
            public void getValue(AccessibleControlEvent event) {
                event.result = canvas.crosshairText();
            }
        });
    }
}
