package io.dnsfailover.dns.file;

import io.dnsfailover.dns.server.FileZoneServer;

class FilePublisherOnKnotContractTest extends FileOnServerContract {
    FilePublisherOnKnotContractTest() {
        super(FileZoneServer.Kind.KNOTD);
    }
}
