package org.idem.ui.data.editor;

import java.util.List;
import org.eclipse.swt.widgets.Composite;
import org.idem.ui.data.DatasetContext;
import org.idem.ui.data.DatasetPage;
import org.idem.ui.data.OpenedDataset;
import org.idem.ui.data.OpenedImages;
import org.idem.ui.data.augmentation.AugmentationPage;
import org.idem.ui.data.identities.IdentitiesPage;
import org.idem.ui.data.statistics.StatisticsPage;

/** The pages beside Images; one that a kind of set has not is not made. */
final class DatasetPages {
    private DatasetPages() {}

    /** In the order of their tabs. */
    static List<DatasetPage> of(Composite parent, OpenedDataset set, DatasetContext context) {
        return set instanceof OpenedImages images ? ofImages(parent, images, context) : List.of();
    }

    private static List<DatasetPage> ofImages(Composite parent, OpenedImages set, DatasetContext context) {
        return List.of(
                new IdentitiesPage(parent, set, context),
                new StatisticsPage(parent, set, context),
                new AugmentationPage(parent, set, context));
    }
}
