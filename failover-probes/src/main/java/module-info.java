/** Checks of endpoints over TCP, UDP, HTTP and HTTPS, of name servers, mail servers and certificates, by ping and by program. */
module io.dnsfailover.probes {
    requires transitive io.dnsfailover.core;
    requires static transitive org.jspecify;
    requires org.apache.httpcomponents.client5.httpclient5;
    requires org.apache.httpcomponents.core5.httpcore5;
    requires org.apache.httpcomponents.core5.httpcore5.h2;
    requires org.slf4j;
    requires re2j;
    // httpcore5 uses jdk.net.Sockets without saying so in a module-info of its own.
    requires jdk.net;

    exports io.dnsfailover.probes;
}
