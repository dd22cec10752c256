package org.idem.ui.trained;

import java.util.List;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.idem.data.ImageDataset;
import org.idem.ui.widgets.UiUpdateQueue;
import org.idem.ui.widgets.grid.ImageGrid;
import org.idem.verify.trained.NearestIdentity;

/** The people who look like one face, under a heading. UI thread only. */
final class TrainedPeopleGrid {
    private static final int TILE = 88;

    private final String title;
    private final Label heading;
    private final ImageGrid grid;

    TrainedPeopleGrid(Composite parent, UiUpdateQueue updates, String title, TrainedImageActions actions) {
        this.title = title;
        Composite half = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 4).applyTo(half);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(half);
        heading = new Label(half, SWT.NONE);
        heading.setText(title);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(heading);
        grid = new ImageGrid(half, updates);
        grid.setTileSize(TILE);
        grid.setToolTipText("Identity and cosine with the face; Enter or a double click opens the data set there");
        GridDataFactory.fillDefaults().grab(true, true).applyTo(grid);
        grid.addSelectionListener(() -> actions.select(grid));
        grid.addOpenListener(place -> actions.open(grid, place));
    }

    void show(ImageDataset set, List<NearestIdentity> people) {
        heading.setText(people.isEmpty() ? title + ": cannot be read" : title);
        grid.setModel(new TrainedFaces(set, people));
    }

    void setFocus() {
        grid.setFocus();
    }
}
