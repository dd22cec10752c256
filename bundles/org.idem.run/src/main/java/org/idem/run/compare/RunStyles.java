package org.idem.run.compare;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.idem.run.RunDirectory;
import org.idem.run.RunLabels;

/** Gives runs the colour and dash that they keep. */
public final class RunStyles {
    private RunStyles() {}

    /**
     * The style of each run, in their order. One that has none is given the first that no other has, here or in the folder,
     * and keeps it in its labels; where these cannot be written it has it for now.
     *
     * @param taken styles of other runs of the folder
     */
    public static List<Integer> of(List<RunDirectory> runs, Collection<Integer> taken) {
        List<RunLabels> labels = runs.stream().map(RunLabels::read).toList();
        Set<Integer> here = new HashSet<>();
        labels.forEach(one -> here.add(one.style()));
        Set<Integer> everywhere = new HashSet<>(taken);
        everywhere.addAll(here);
        List<Integer> styles = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            int style = labels.get(i).style();
            if (style == RunLabels.NO_STYLE) {
                style = free(everywhere, here, i);
                here.add(style);
                everywhere.add(style);
                keep(runs.get(i), labels.get(i).withStyle(style));
            }
            styles.add(style);
        }
        return styles;
    }

    /** In a folder of very many runs styles repeat, but not beside each other. */
    private static int free(Set<Integer> everywhere, Set<Integer> here, int otherwise) {
        for (Set<Integer> avoided : List.of(everywhere, here)) {
            for (int style = 0; style < RunLabels.STYLES; style++) {
                if (!avoided.contains(style)) {
                    return style;
                }
            }
        }
        return otherwise % RunLabels.STYLES;
    }

    private static void keep(RunDirectory run, RunLabels labels) {
        try {
            labels.write(run);
        } catch (UncheckedIOException e) {
            System.getLogger(RunStyles.class.getName()).log(System.Logger.Level.DEBUG, "not kept", e);
        }
    }
}
