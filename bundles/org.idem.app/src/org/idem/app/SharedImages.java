package org.idem.app;

import java.util.Map;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.jface.resource.ResourceLocator;
import org.eclipse.ui.application.IWorkbenchConfigurer;

/** Images that the platform's IDE views look up by key and that only the IDE's own application would declare. */
final class SharedImages {
    private static final Map<String, String> FILES = Map.ofEntries(
            Map.entry("IMG_OBJ_PROJECT", "obj16/prj_obj"),
            Map.entry("IMG_OBJ_PROJECT_CLOSED", "obj16/cprj_obj"),
            Map.entry("IMG_OPEN_MARKER", "elcl16/gotoobj_tsk"),
            Map.entry("IMG_OBJS_TASK_TSK", "obj16/taskmrk_tsk"),
            Map.entry("IMG_OBJS_BKMRK_TSK", "obj16/bkmrk_tsk"),
            Map.entry("IMG_OBJS_COMPLETE_TSK", "obj16/complete_tsk"),
            Map.entry("IMG_OBJS_INCOMPLETE_TSK", "obj16/incomplete_tsk"),
            Map.entry("IMG_OBJS_ERROR_PATH", "obj16/error_tsk"),
            Map.entry("IMG_OBJS_WARNING_PATH", "obj16/warn_tsk"),
            Map.entry("IMG_OBJS_INFO_PATH", "obj16/info_tsk"),
            Map.entry("IMG_ETOOL_PROBLEM_CATEGORY", "etool16/problem_category"),
            Map.entry("IMG_ETOOL_PROBLEMS_VIEW", "eview16/problems_view"),
            Map.entry("IMG_ETOOL_PROBLEMS_VIEW_ERROR", "eview16/problems_view_error"),
            Map.entry("IMG_ETOOL_PROBLEMS_VIEW_WARNING", "eview16/problems_view_warning"),
            Map.entry("IMG_ETOOL_PROBLEMS_VIEW_INFO", "eview16/problems_view_info"),
            Map.entry("IMG_LCL_FLAT_LAYOUT", "elcl16/flatLayout"),
            Map.entry("IMG_LCL_HIERARCHICAL_LAYOUT", "elcl16/hierarchicalLayout"),
            Map.entry("IMG_DLCL_QUICK_FIX_DISABLED", "dlcl16/smartmode_co"),
            Map.entry("IMG_ELCL_QUICK_FIX_ENABLED", "elcl16/smartmode_co"));

    private SharedImages() {}

    static void declare(IWorkbenchConfigurer configurer) {
        FILES.forEach((key, file) -> {
            ImageDescriptor image = find(file);
            if (image != null) {
                configurer.declareImage(key, image, true);
            }
        });
    }

    private static ImageDescriptor find(String file) {
        String path = "$nl$/icons/full/" + file;
        return ResourceLocator.imageDescriptorFromBundle("org.eclipse.ui.ide", path + ".svg")
                .or(() -> ResourceLocator.imageDescriptorFromBundle("org.eclipse.ui.ide", path + ".png"))
                .orElse(null);
    }
}
