package org.idem.verify.tinyface;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Units;

/** The lists of the protocol: whose picture each probe, and each picture of the gallery's known people is. */
record PersonLists(Path probeFile, Path galleryFile, Map<String, Integer> probes, Map<String, Integer> gallery) {
    /** File of the probes' list. */
    static final String PROBES = "probe_img_ID_pairs.mat";
    /** File of the list of the gallery's known people. */
    static final String GALLERY = "gallery_match_img_ID_pairs.mat";

    /**
     * Looks for the lists beside the folders of pictures, and where the original set would be beside aligned ones.
     *
     * @param root what the user named
     * @param place folder of the folders of pictures
     * @return empty where neither list is there
     * @throws InputException if only one is there, or one is damaged
     */
    static Optional<PersonLists> find(Path root, Path place) {
        Path beside = root.toAbsolutePath().normalize().getParent();
        return Stream.of(
                        place,
                        root,
                        root.resolve("Testing_Set"),
                        root.resolve("tinyface/Testing_Set"),
                        beside == null ? root : beside.resolve("Testing_Set"),
                        beside == null ? root : beside.resolve("tinyface/Testing_Set"))
                .filter(folder -> Files.exists(folder.resolve(PROBES)) || Files.exists(folder.resolve(GALLERY)))
                .findFirst()
                .map(PersonLists::read);
    }

    private static PersonLists read(Path folder) {
        Path probes = folder.resolve(PROBES);
        Path gallery = folder.resolve(GALLERY);
        return new PersonLists(
                probes, gallery, read(probes, "probe_set", "probe_ids"), read(gallery, "gallery_set", "gallery_ids"));
    }

    private static Map<String, Integer> read(Path file, String names, String numbers) {
        if (!Files.isRegularFile(file)) {
            throw wrong(file, "There is no such list, but the other one");
        }
        MatlabFile lists = MatlabFile.read(file);
        List<String> pictures = lists.texts(names);
        double[] persons = lists.numbers(numbers);
        if (pictures.size() != persons.length) {
            throw wrong(
                    file,
                    Units.count(pictures.size()) + " pictures have " + Units.count(persons.length)
                            + " numbers of persons");
        }
        Map<String, Integer> byName = new HashMap<>();
        for (int i = 0; i < persons.length; i++) {
            if (!(persons[i] >= 0 && persons[i] <= Integer.MAX_VALUE && persons[i] == Math.rint(persons[i]))) {
                throw wrong(file, persons[i] + " is no number of a person");
            }
            String name = baseName(pictures.get(i));
            int person = (int) persons[i];
            Integer other = byName.putIfAbsent(name, person);
            if (other != null && other != person) {
                throw wrong(file, name + " is in it twice, as person " + other + " and as person " + person);
            }
        }
        return byName;
    }

    private static String baseName(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    private static InputException wrong(Path file, String what) {
        return new InputException(Problem.error(file, "--root", what, "take both files of the official download"));
    }

    /**
     * Says whose each picture is.
     *
     * @param folders of probes, and of the gallery's known people
     * @param pictures those of both first
     * @param probeCount how many of the first are probes
     * @param named how many are of both
     * @param persons gets the numbers
     * @throws InputException if a picture is not in its list, or one of the list is not there
     */
    void number(List<Path> folders, List<Path> pictures, int probeCount, int named, int[] persons) {
        number(probes, probeFile, folders.get(0), pictures.subList(0, probeCount), persons, 0);
        number(gallery, galleryFile, folders.get(1), pictures.subList(probeCount, named), persons, probeCount);
    }

    private static void number(
            Map<String, Integer> list, Path file, Path folder, List<Path> pictures, int[] persons, int from) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < pictures.size(); i++) {
            String name = String.valueOf(pictures.get(i).getFileName());
            Integer person = list.get(name);
            if (person == null) {
                throw wrong(pictures.get(i), "It is not in the list " + file);
            }
            persons[from + i] = person;
            seen.add(name);
        }
        TreeSet<String> missing = new TreeSet<>(list.keySet());
        missing.removeAll(seen);
        if (!missing.isEmpty()) {
            throw wrong(
                    folder,
                    Units.count(missing.size()) + " of " + Units.count(list.size()) + " pictures of the list are not"
                            + " here, the first is " + missing.first());
        }
    }
}
