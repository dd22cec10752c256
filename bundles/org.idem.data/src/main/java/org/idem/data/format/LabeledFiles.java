package org.idem.data.format;

import java.util.List;
import org.idem.data.DataProblem;
import org.idem.data.LeftOut;

/** The paths and labels of pictures that are files of their own. Thread-safe. */
interface LabeledFiles {

    /** Number of pictures. */
    int size();

    /** Number of identities. */
    int identities();

    /** Path of a picture, relative to the set's image root or absolute. */
    String path(int index);

    /** Identity of a picture, counted from 0. */
    int label(int index);

    /** What is unusual about the set, in sentences. */
    List<String> notes();

    /** What could not be read of the list itself. */
    List<DataProblem> problems();

    /** What lies among the pictures and is not used, by kind. */
    List<LeftOut> leftOut();
}
