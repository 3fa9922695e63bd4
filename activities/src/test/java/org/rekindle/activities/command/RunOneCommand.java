// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.rekindle.activities.kubernetes.KubernetesClients;
import org.rekindle.activities.secrets.FileSecretStore;
import org.rekindle.workflows.api.CommandActivities.CommandRequest;
import org.rekindle.workflows.model.fleet.SiteCommand;

/** A worker with one command, in a process of its own that a test can kill: folder of the store, reference, working folder, script. */
final class RunOneCommand {

    private RunOneCommand() {}

    public static void main(String[] arguments) {
        SiteCommand command = new SiteCommand(
                "hubs", List.of("bash", arguments[3]), arguments[2], List.of(), Duration.ofMinutes(10), List.of());
        System.out.println(new ProcessCommandActivities(
                        new KubernetesClients(new FileSecretStore(Path.of(arguments[0]))), any -> true)
                .run(new CommandRequest(
                        "pythia", "deploy hubs", "run-1", "https://192.0.2.7:6443", arguments[1], false, command)));
    }

    static Process start(Path store, String kubeconfig, Path folder, Path script) throws java.io.IOException {
        ProcessBuilder worker = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        RunOneCommand.class.getName(),
                        store.toString(),
                        kubeconfig,
                        folder.toString(),
                        script.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("worker.log").toFile());
        worker.environment().putAll(Map.of("CLASSPATH", System.getProperty("java.class.path")));
        return worker.start();
    }
}
