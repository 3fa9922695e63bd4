// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.proxy.FaultPolicy;
import org.rekindle.lab.proxy.FaultProxy;
import org.rekindle.lab.proxy.Recorder;
import org.rekindle.lab.proxy.TransitTime;
import org.rekindle.worker.cli.CliFailure;
import org.rekindle.worker.cli.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rekindle lab record}. */
@Command(
        name = "record",
        description = {
            "Write down what a Magnum is asked and answers, as recordings for the simulated one.",
            "Clients are led through a proxy on this machine; tokens are not written down. Ends with Ctrl-C."
        },
        footer = {
            "",
            "Examples:",
            "  ./rekindle lab record --into recordings          the lab that lab up has left standing",
            "  ./rekindle lab record --into recordings \\",
            "      --keystone https://cloud.example:5000 --magnum https://cloud.example:9511"
        })
final class LabRecordCommand implements Callable<Integer> {

    private static final int MAGNUM = 1;

    @Option(
            names = "--into",
            paramLabel = "FOLDER",
            required = true,
            description = "For the files; empty or not there.")
    private Path into = Path.of(".");

    @Option(names = "--keystone", paramLabel = "URL", description = "Without /v3 (default: that of the standing lab).")
    private @Nullable String keystone;

    @Option(names = "--magnum", paramLabel = "URL", description = "Without /v1 (default: that of the standing lab).")
    private @Nullable String magnum;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        List<String> clouds = clouds();
        Files.createDirectories(into);
        try (Stream<Path> files = Files.list(into)) {
            if (files.findAny().isPresent()) {
                throw new CliFailure(
                        ExitCode.USAGE, "--into " + into + ": there is something in it; name an empty folder.");
            }
        }
        Recorder recorder = new Recorder(into, MAGNUM);
        PrintWriter out = spec.commandLine().getOut();
        CountDownLatch ending = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            ending.countDown();
                            out.println(recorder.count() + " exchanges are in " + into + ".");
                            out.flush();
                        },
                        "record-end"));
        try (FaultProxy proxy = new FaultProxy(clouds, FaultPolicy.NONE, TransitTime.NOTHING, recorder)) {
            out.println(
                    "openstack --os-auth-url " + proxy.behind(clouds.get(0)) + "/v3 --os-cloud NAME coe cluster list");
            out.println("Everything that is sent there is recorded in " + into + " until Ctrl-C.");
            out.flush();
            ending.await();
        }
        return ExitCode.OK;
    }

    private List<String> clouds() throws Exception {
        if (keystone != null && magnum != null) {
            return List.of(withoutSlash(keystone), withoutSlash(magnum));
        }
        if (keystone != null || magnum != null) {
            throw new CliFailure(ExitCode.USAGE, "Give both --keystone and --magnum, or neither for the standing lab.");
        }
        Optional<Standing> standing = StandingFile.read();
        if (standing.isEmpty()) {
            throw new CliFailure(
                    ExitCode.USAGE,
                    "No lab stands. Start one with `./rekindle lab up`, or give --keystone and --magnum.");
        }
        return List.of(
                standing.get().identityUrl().replaceFirst("/v3$", ""),
                standing.get().magnumUrl());
    }

    private static String withoutSlash(String url) {
        return url.replaceFirst("/(v[13]/?)?$", "");
    }
}
