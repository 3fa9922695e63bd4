// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.realhubs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rekindle.lab.process.OwnCommand;
import org.rekindle.lab.tools.LabTools;
import org.rekindle.worker.tools.Progress;
import org.rekindle.worker.tools.Tool;
import org.rekindle.worker.tools.ToolFinder;

/** The programs of {@code lab/hubs}, and the tools that they run. */
public final class HubPrograms {

    private static final List<Tool> TOOLS = List.of(
            LabTools.ETCD,
            LabTools.KUBE_APISERVER,
            LabTools.KUBE_CONTROLLER_MANAGER,
            LabTools.KUBE_SCHEDULER,
            LabTools.KUBELET,
            LabTools.KUBE_PROXY,
            LabTools.COREDNS,
            LabTools.REGISTRY);

    private HubPrograms() {}

    /** Where they are. */
    static Path folder() {
        return OwnCommand.home().resolve("lab/hubs");
    }

    /** One of them, as it is started. */
    static String of(String name) {
        return folder().resolve(name).toString();
    }

    /**
     * Why this machine cannot have real hubs, with the cure; empty if it can.
     *
     * @throws IOException when this cannot be found out
     */
    public static Optional<String> whyNot() throws IOException, InterruptedException {
        Process check = new ProcessBuilder("bash", "-c", "source \"$0\"; must_be_able", of("home.sh"))
                .redirectErrorStream(true)
                .start();
        String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (check.waitFor() == 0) {
            return Optional.empty();
        }
        return Optional.of(said);
    }

    /** The folders of the tools, which are made where they are missing, as a {@code PATH}. */
    public static String tools(ToolFinder finder, Progress progress) {
        return TOOLS.stream()
                .map(tool -> finder.ensure(tool, progress))
                .map(program -> String.valueOf(program.getParent()))
                .distinct()
                .collect(Collectors.joining(":"));
    }
}
