package org.idem.ui.trained;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.swt.graphics.ImageData;
import org.idem.core.Units;
import org.idem.data.ImageDataset;
import org.idem.ui.data.Faces;
import org.idem.ui.selection.FaceImage;
import org.idem.ui.widgets.grid.GridModel;
import org.idem.verify.trained.NearestIdentity;

/** The images of the people of a training set who look like a face, person after person. */
final class TrainedFaces implements GridModel {
    private static final int SIDE = 160;

    private final ImageDataset set;
    private final List<Line> lines = new ArrayList<>();

    private record Line(NearestIdentity person, NearestIdentity.Alike image) {}

    /** Pictures are kept by set and number: one grid shows now those of one face and then those of another. */
    private record Key(Path set, int image) {}

    TrainedFaces(ImageDataset set, List<NearestIdentity> people) {
        this.set = set;
        people.forEach(person -> person.images().forEach(image -> lines.add(new Line(person, image))));
    }

    /** The image at a place, with its identity. */
    FaceImage image(int place) {
        Line line = lines.get(place);
        return FaceImage.of(set, line.image().image(), line.person().identity());
    }

    @Override
    public int size() {
        return lines.size();
    }

    @Override
    public String label(int index) {
        return String.format(Locale.ROOT, "%.3f", lines.get(index).image().cosine());
    }

    @Override
    public int group(int index) {
        return lines.get(index).person().identity();
    }

    @Override
    public String groupLabel(int index) {
        return Units.count(lines.get(index).person().identity());
    }

    @Override
    public Object key(int index) {
        return new Key(set.path(), lines.get(index).image().image());
    }

    @Override
    public ImageData load(int index) throws IOException {
        return Faces.load(() -> set.image(lines.get(index).image().image()), SIDE);
    }
}
