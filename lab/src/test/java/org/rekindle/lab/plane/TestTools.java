// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.plane;

import java.nio.file.Path;
import org.rekindle.worker.tools.Tool;
import org.rekindle.worker.tools.ToolFinder;

/** The programs of a control plane for tests: found as the product finds them, and built when they are nowhere. */
public final class TestTools {
    private static final ToolFinder FINDER = ToolFinder.create();

    private TestTools() {}

    /** All of them. */
    public static PlaneBinaries binaries() {
        return new PlaneBinaries(
                path(Tool.ETCD),
                path(Tool.KUBE_APISERVER),
                path(Tool.KUBE_CONTROLLER_MANAGER),
                path(Tool.KUBE_SCHEDULER),
                path(Tool.KWOK));
    }

    private static Path path(Tool tool) {
        return FINDER.ensure(tool, System.out::println);
    }
}
