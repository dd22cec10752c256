package org.idem.ui.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import org.eclipse.swt.graphics.ImageData;
import org.idem.data.ImageDataset;
import org.idem.ui.widgets.grid.GridModel;

/** Some images of a set in an order of their own, such as those of one person. */
public final class SomeFaces implements GridModel {
    private final ImageDataset set;
    private final int[] images;
    private final IntFunction<String> caption;

    /** Pictures are kept by set and number, since one grid shows now those of one set and then those of another. */
    private record Key(Path set, int image) {}

    /** @param caption words below an image, by its number in the set */
    public SomeFaces(ImageDataset set, int[] images, IntFunction<String> caption) {
        this.set = set;
        this.images = images.clone();
        this.caption = caption;
    }

    /** Those of a list. */
    public static SomeFaces of(ImageDataset set, List<Integer> images, IntFunction<String> caption) {
        return new SomeFaces(set, images.stream().mapToInt(image -> image).toArray(), caption);
    }

    /** The number in the set of what is shown at a place. */
    public int image(int place) {
        return images[place];
    }

    @Override
    public int size() {
        return images.length;
    }

    @Override
    public String label(int index) {
        return caption.apply(images[index]);
    }

    @Override
    public Object key(int index) {
        return new Key(set.path(), images[index]);
    }

    @Override
    public ImageData load(int index) throws IOException {
        return Faces.load(() -> set.image(images[index]));
    }
}
