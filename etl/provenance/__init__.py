"""Where does a file come from: from here, from the sample, from real data, from another installation?"""
