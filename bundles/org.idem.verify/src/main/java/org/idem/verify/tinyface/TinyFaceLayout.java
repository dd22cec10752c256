package org.idem.verify.tinyface;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.data.format.Datasets;

/**
 * TinyFace on disk (Z. Cheng et al., 2018): {@code Probe}, {@code Gallery_Match} and {@code Gallery_Distractor}, folders of
 * pictures. Whose picture is one of the first two is said by the lists of the protocol, {@code probe_img_ID_pairs.mat} and
 * {@code gallery_match_img_ID_pairs.mat}; without these by its name, {@code 12_3.jpg}. Distractors are of nobody among them.
 *
 * @param folders the three folders in the order in which their pictures are embedded
 * @param pictures all pictures in that order, within a folder by name
 * @param persons [pictures] the person of each; {@link #NOBODY} for distractors
 * @param probes how many of the pictures are probes; they come first
 * @param matches how many after them are of the people in question
 */
public record TinyFaceLayout(List<Path> folders, List<Path> pictures, int[] persons, int probes, int matches) {
    /** The person of a distractor. */
    public static final int NOBODY = -1;

    private static final List<String> FOLDERS = List.of("Probe", "Gallery_Match", "Gallery_Distractor");
    private static final List<String> PLACES = List.of("", "Testing_Set", "tinyface/Testing_Set");
    private static final Pattern NAME = Pattern.compile("(\\d{1,9})_.*");

    /**
     * Finds the folders in one, or in its folder {@code Testing_Set}, and the lists there or, for aligned pictures, in the
     * original set beside them. Reads names and lists alone.
     *
     * @throws InputException if folders or one of the lists are not there, folders are empty, or it is not known whose a
     *     picture is
     */
    public static TinyFaceLayout open(Path root) {
        Path place = PLACES.stream()
                .map(root::resolve)
                .filter(folder -> Files.isDirectory(folder.resolve(FOLDERS.get(0))))
                .findFirst()
                .orElse(root);
        List<Path> folders = FOLDERS.stream().map(place::resolve).toList();
        List<Problem> missing = folders.stream()
                .filter(folder -> !Files.isDirectory(folder))
                .map(folder -> Problem.error(
                        folder, "--root", "There is no such folder", "give the folder that holds Testing_Set"))
                .toList();
        if (!missing.isEmpty()) {
            throw new InputException(missing);
        }
        return of(folders, PersonLists.find(root, place));
    }

    private static TinyFaceLayout of(List<Path> folders, Optional<PersonLists> lists) {
        List<Path> all = new ArrayList<>();
        List<Integer> counts = new ArrayList<>();
        for (Path folder : folders) {
            List<Path> pictures = pictures(folder);
            all.addAll(pictures);
            counts.add(pictures.size());
        }
        int named = counts.get(0) + counts.get(1);
        if (counts.get(0) == 0 || counts.get(1) == 0) {
            throw new InputException(Problem.error(
                    folders.get(counts.get(0) == 0 ? 0 : 1), "--root", "There are no pictures", "check the folder"));
        }
        int[] persons = new int[all.size()];
        Arrays.fill(persons, NOBODY);
        if (lists.isPresent()) {
            lists.get().number(folders, all, counts.get(0), named, persons);
        } else {
            for (int i = 0; i < named; i++) {
                persons[i] = person(all.get(i));
            }
        }
        return new TinyFaceLayout(folders, List.copyOf(all), persons, counts.get(0), counts.get(1));
    }

    /** In the order in which a folder of pictures is embedded. */
    private static List<Path> pictures(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Datasets::isPicture).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + folder, e);
        }
    }

    private static int person(Path picture) {
        Matcher name = NAME.matcher(String.valueOf(picture.getFileName()));
        if (!name.matches()) {
            throw new InputException(Problem.error(
                    picture,
                    "--root",
                    "The name does not begin with the number of a person",
                    "put " + PersonLists.PROBES + " and " + PersonLists.GALLERY + " beside the folders"));
        }
        return Integer.parseInt(name.group(1));
    }

    /** The folders that hold pictures; an empty one has nothing to embed. */
    public List<Path> inputs() {
        return pictures.size() > probes + matches ? folders : folders.subList(0, 2);
    }
}
