// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.util.ArrayList;
import java.util.List;
import org.rekindle.activities.command.Programs;

/** Whether the program, the check and the working folder of a command are on this machine. */
final class CommandValidator {

    private final YamlTree tree;
    private final PathResolver places;
    private final List<ConfigFault> faults = new ArrayList<>();

    CommandValidator(YamlTree tree, PathResolver places) {
        this.tree = tree;
        this.places = places;
    }

    /** @param at where the keys of one command are */
    List<ConfigFault> faults(String at) {
        checkProgram(at + "/run/0");
        checkProgram(at + "/done/0");
        String folder = tree.text(at + "/folder");
        if (folder != null) {
            Programs.folderFault(places.resolve(folder).toString())
                    .map(fault -> tree.fault(at + "/folder", fault.problem(), fault.cure()))
                    .ifPresent(faults::add);
        }
        return List.copyOf(faults);
    }

    private void checkProgram(String at) {
        String program = tree.text(at);
        if (program != null) {
            Programs.fault(place(program))
                    .map(fault -> tree.fault(at, fault.problem(), fault.cure()))
                    .ifPresent(faults::add);
        }
    }

    private String place(String program) {
        if (program.contains("/")) {
            return places.resolve(program).toString();
        }
        return program;
    }
}
