package org.idem.ui.data.editor;

import java.util.List;
import org.eclipse.swt.widgets.Composite;
import org.idem.ui.data.DatasetContext;
import org.idem.ui.data.DatasetPage;
import org.idem.ui.data.OpenedDataset;
import org.idem.ui.data.OpenedImages;
import org.idem.ui.data.OpenedPairs;
import org.idem.ui.data.alignment.AlignmentPage;
import org.idem.ui.data.augmentation.AugmentationPage;
import org.idem.ui.data.identities.IdentitiesPage;
import org.idem.ui.data.statistics.MeasurableImages;
import org.idem.ui.data.statistics.MeasurablePairs;
import org.idem.ui.data.statistics.MeasurableSet;
import org.idem.ui.data.statistics.StatisticsPage;

/** The pages beside Images; one that a kind of set has not is not made. */
final class DatasetPages {
    private DatasetPages() {}

    /** In the order of their tabs; none is made before it is seen. */
    static List<DatasetPage> of(Composite parent, OpenedDataset set, DatasetContext context) {
        if (set instanceof OpenedImages images) {
            return ofImages(parent, images, context);
        }
        return set instanceof OpenedPairs pairs
                ? List.of(statistics(parent, new MeasurablePairs(pairs), context), alignment(parent, pairs, context))
                : List.of();
    }

    private static List<DatasetPage> ofImages(Composite parent, OpenedImages set, DatasetContext context) {
        return List.of(
                new DeferredPage(parent, IdentitiesPage.TITLE, holder -> new IdentitiesPage(holder, set, context)),
                statistics(parent, new MeasurableImages(set), context),
                new DeferredPage(parent, AugmentationPage.TITLE, holder -> new AugmentationPage(holder, set, context)),
                alignment(parent, set, context));
    }

    private static DatasetPage alignment(Composite parent, OpenedDataset set, DatasetContext context) {
        return new DeferredPage(parent, AlignmentPage.TITLE, holder -> new AlignmentPage(holder, set, context));
    }

    private static DatasetPage statistics(Composite parent, MeasurableSet set, DatasetContext context) {
        return new DeferredPage(parent, StatisticsPage.TITLE, holder -> new StatisticsPage(holder, set, context));
    }
}
