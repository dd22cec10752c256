package org.idem.ui;

/** The names under which plugin.xml and the code know the same things. */
public final class Ids {
    /** Bundle. */
    public static final String BUNDLE = "org.idem.ui";
    /** View of the files of the folder. */
    public static final String EXPLORER = "org.idem.ui.view.explorer";
    /** Perspective that opens first. */
    public static final String EXPERIMENTS = "org.idem.ui.perspective.experiments";
    /** Perspective for data sets. */
    public static final String DATA = "org.idem.ui.perspective.data";
    /** Perspective for evaluations. */
    public static final String VERIFICATION = "org.idem.ui.perspective.verification";
    /** View of all runs. */
    public static final String RUNS_VIEW = "org.idem.ui.view.runs";
    /** View of the selected run's log. */
    public static final String LOG_VIEW = "org.idem.ui.view.log";
    /** View of all evaluations. */
    public static final String EVALUATIONS_VIEW = "org.idem.ui.view.evaluations";
    /** View of the selected image. */
    public static final String IMAGE_VIEW = "org.idem.ui.view.image";
    /** View of the person on the selected image. */
    public static final String IDENTITY_VIEW = "org.idem.ui.view.identity";
    /** View of what was found about a set. */
    public static final String DOCTOR_VIEW = "org.idem.ui.view.doctor";
    /** Editor of a run directory. */
    public static final String RUN_EDITOR = "org.idem.ui.editor.run";
    /** Editor of several runs. */
    public static final String COMPARISON_EDITOR = "org.idem.ui.editor.runs";
    /** Editor of a data set. */
    public static final String DATA_SET_EDITOR = "org.idem.ui.editor.dataset";
    /** Editor of an evaluation. */
    public static final String VERIFICATION_EDITOR = "org.idem.ui.editor.verification";
    /** Editor of a model file. */
    public static final String ONNX_EDITOR = "org.idem.ui.editor.onnx";
    /** Editor of configs: the platform's generic one. */
    public static final String CONFIG_EDITOR = "org.eclipse.ui.genericeditor.GenericEditor";
    /** Editor that shows what the folder holds. */
    public static final String START_PAGE = "org.idem.ui.editor.start";
    /** Content type of configs. */
    public static final String CONFIG_TYPE = "org.idem.config";
    /** Marker of what is wrong with a config. */
    public static final String CONFIG_PROBLEM = "org.idem.ui.configProblem";

    private Ids() {}
}
