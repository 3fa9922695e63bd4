// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.plane;

import java.nio.file.Path;
import org.rekindle.lab.tools.LabTools;
import org.rekindle.worker.tools.Tool;
import org.rekindle.worker.tools.ToolFinder;

/** The programs of a control plane for tests: found as the product finds them, and built when they are nowhere. */
public final class TestTools {
    private static final ToolFinder FINDER = ToolFinder.create();

    private TestTools() {}

    /** All of them. */
    public static PlaneBinaries binaries() {
        return new PlaneBinaries(
                path(LabTools.ETCD),
                path(LabTools.KUBE_APISERVER),
                path(LabTools.KUBE_CONTROLLER_MANAGER),
                path(LabTools.KUBE_SCHEDULER),
                path(LabTools.KWOK));
    }

    private static Path path(Tool tool) {
        return FINDER.ensure(tool, System.out::println);
    }
}
