// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cli;

import picocli.CommandLine.Command;

/** {@code rekindle lab}. */
@Command(
        name = "lab",
        description = "A cloud to practise on: a simulated OpenStack around real Kubernetes control planes.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            LabRunCommand.class,
            LabListCommand.class,
            LabUpCommand.class,
            LabDownCommand.class,
            LabStatusCommand.class,
            LabFaultsCommand.class,
            LabRecordCommand.class,
            LabServeCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  ./rekindle lab run incident",
            "  ./rekindle lab run incident --kill-worker-every 20s --seed 7",
            "  ./rekindle lab up && openstack --os-cloud rekindle coe cluster list",
            "  ./rekindle lab up --openstack real"
        })
final class LabCommand {}
