package org.idem.ui.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import org.idem.core.Progress;
import org.idem.core.Units;
import org.idem.data.ImageDataset;
import org.idem.data.check.DataInfo;
import org.idem.data.image.EncodedImage;
import org.idem.data.select.ImageFilter;
import org.idem.data.select.ImageLabels;
import org.idem.data.select.ImageSearch;
import org.idem.data.select.JumpTargets;
import org.idem.data.statistics.PictureStatistics;
import org.idem.ui.selection.FaceImage;

/** A training set that is open. */
public final class OpenedImages implements OpenedDataset {
    private final ImageDataset set;
    private final LabelCache labels;
    private final ImageLabels identities;
    private final Exclusions exclusions;
    private final CheckedSets checked;
    private final String bytes;
    private volatile OptionalInt counted;

    /** Reads a sample of the labels: on a loading thread. */
    OpenedImages(ImageDataset set, CheckedSets checked, IdentityIndexes indexes) throws IOException {
        this.set = set;
        this.checked = checked;
        this.labels = new LabelCache(set);
        this.identities = new ImageLabels(set, progress -> indexes.of(set, progress));
        this.exclusions = new Exclusions(set);
        this.bytes = bytes(set);
        this.counted = set.knownIdentities();
    }

    private static String bytes(ImageDataset set) throws IOException {
        boolean isFile = Files.isRegularFile(set.path()) && !set.format().equals("list");
        return isFile ? Units.bytes(Files.size(set.path())) : "";
    }

    private static String format(String word) {
        return switch (word) {
            case "recordio" -> "MXNet RecordIO";
            case "list" -> "image list";
            case "folders" -> "folder per identity";
            default -> word;
        };
    }

    /** The set itself; reading it is for background threads. */
    public ImageDataset set() {
        return set;
    }

    /**
     * The label of an image: on a background thread.
     *
     * @throws org.idem.data.image.DamagedImageException if its record does not say
     */
    public int label(int image) {
        return set.label(image);
    }

    /** The file that holds an image. */
    public Path file(int image) {
        return set.file(image);
    }

    /** Who is on which image, read once when somebody needs it. */
    public ImageLabels identities() {
        return identities;
    }

    /** What the last check measured of all images, if there was one since the workbench was opened. */
    public Optional<PictureStatistics> measured() {
        return checked.statistics(path()).filter(all -> all.looked() == size());
    }

    /** What is left out. */
    public Exclusions exclusions() {
        return exclusions;
    }

    @Override
    public Path path() {
        return set.path();
    }

    @Override
    public int size() {
        return set.size();
    }

    /** Whether it is known how many people there are; where the set does not declare it, {@link #count} finds it out. */
    public boolean isCounted() {
        return counted.isPresent();
    }

    /**
     * Reads every label, so that people are known: on a background thread.
     *
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public void count(Progress progress) {
        identities.index(progress);
        counted = OptionalInt.of(set.identities());
    }

    @Override
    public Map<String, String> figures() {
        return figures("not counted yet");
    }

    /** As {@link #figures()}, with these words instead of the number of people while it is not known. */
    public Map<String, String> figures(String counting) {
        OptionalInt people = counted;
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("Images", Units.count(set.size()));
        figures.put("Identities", people.isPresent() ? Units.count(people.getAsInt()) : counting);
        figures.put("Format", format(set.format()));
        if (!bytes.isEmpty()) {
            figures.put("Size", bytes);
        }
        String known = people.isPresent() ? DataInfo.knownAs(people.getAsInt(), set.size()) : "";
        if (!known.isEmpty()) {
            figures.put("Known as", known);
        }
        return figures;
    }

    @Override
    public FaceGrid grid(ImageOrder order) {
        return new FaceGrid(set, labels, exclusions, order);
    }

    @Override
    public List<ImageFlag> flags() {
        return List.of(ImageFlag.ANY, ImageFlag.FLAGGED, ImageFlag.EXCLUDED, ImageFlag.INCLUDED);
    }

    @Override
    public ImageOrder search(ImageQuery query, Progress progress) {
        if (query.isAll()) {
            return ImageOrder.all(size());
        }
        if (query.isSubsetAlone()) {
            return query.among().images();
        }
        IntPredicate wanted = query.among().images() == null
                ? flagged(query.flag())
                : query.among().images().members().and(flagged(query.flag()));
        ImageFilter filter = new ImageFilter(query.key(), query.identities(), query.side(), wanted);
        return ImageOrder.of(new ImageSearch(set, identities).find(filter, query.sort(), progress));
    }

    private IntPredicate flagged(ImageFlag flag) {
        return switch (flag) {
            case FLAGGED -> ImageFilter.in(checked.flagged(path()).orElseGet(BitSet::new));
            case EXCLUDED -> exclusions::contains;
            case INCLUDED -> image -> !exclusions.contains(image);
            default -> image -> true;
        };
    }

    @Override
    public List<JumpTargets.Target> targets(String text, int most, Progress progress) {
        return JumpTargets.of(set, identities, text, most, progress);
    }

    @Override
    public List<String> describe(int image) {
        List<String> words = new ArrayList<>();
        words.add("#" + Units.count(image));
        words.add("key " + set.key(image));
        int identity = labels.exact(image);
        if (identity >= 0) {
            words.add("identity " + Units.count(identity));
        }
        if (set.offset(image) >= 0) {
            words.add("at byte " + Units.count(set.offset(image)));
        }
        if (exclusions.contains(image)) {
            words.add("excluded");
        }
        List<String> kinds = checked.kinds(path(), image);
        if (!kinds.isEmpty()) {
            words.add("check: " + String.join(", ", kinds));
        }
        return words;
    }

    @Override
    public String key(int image) {
        return set.key(image);
    }

    @Override
    public List<EncodedImage> pictures(int image) {
        return List.of(set.image(image));
    }

    @Override
    public FaceImage element(int image) {
        return FaceImage.of(set, image, labels.exact(image));
    }

    @Override
    public void close() throws IOException {
        labels.close();
        set.close();
    }
}
